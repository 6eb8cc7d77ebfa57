@NullMarked
package dev.stampede.orders;

import org.jspecify.annotations.NullMarked;
