/** Places orders, from carts or without one. */
@NullMarked
package dev.stampede.checkout;

import org.jspecify.annotations.NullMarked;
