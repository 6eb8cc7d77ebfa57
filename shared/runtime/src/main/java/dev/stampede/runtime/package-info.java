@NullMarked
package dev.stampede.runtime;

import org.jspecify.annotations.NullMarked;
