@NullMarked
package dev.stampede.runtime.concurrent;

import org.jspecify.annotations.NullMarked;
