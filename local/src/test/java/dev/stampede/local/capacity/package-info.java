@NullMarked
package dev.stampede.local.capacity;

import org.jspecify.annotations.NullMarked;
