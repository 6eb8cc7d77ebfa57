@NullMarked
package dev.stampede.local.lab.capacity;

import org.jspecify.annotations.NullMarked;
