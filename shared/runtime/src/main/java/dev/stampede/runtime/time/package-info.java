@NullMarked
package dev.stampede.runtime.time;

import org.jspecify.annotations.NullMarked;
