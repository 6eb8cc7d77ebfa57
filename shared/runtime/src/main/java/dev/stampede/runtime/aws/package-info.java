@NullMarked
package dev.stampede.runtime.aws;

import org.jspecify.annotations.NullMarked;
