@NullMarked
package dev.stampede.shared.aws;

import org.jspecify.annotations.NullMarked;
