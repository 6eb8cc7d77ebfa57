/** Carts: made, changed, claimed and shown. */
@NullMarked
package dev.stampede.cart;

import org.jspecify.annotations.NullMarked;
