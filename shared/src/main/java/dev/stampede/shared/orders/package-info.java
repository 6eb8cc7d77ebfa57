@NullMarked
package dev.stampede.shared.orders;

import org.jspecify.annotations.NullMarked;
