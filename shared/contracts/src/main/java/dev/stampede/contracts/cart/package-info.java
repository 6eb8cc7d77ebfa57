/** The items of the carts table. */
@NullMarked
package dev.stampede.contracts.cart;

import org.jspecify.annotations.NullMarked;
