/** From a cart, or a purchase without one, to a placed order. */
@NullMarked
package dev.stampede.checkout;

import org.jspecify.annotations.NullMarked;
