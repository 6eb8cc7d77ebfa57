@NullMarked
package dev.stampede.cart.adapters;

import org.jspecify.annotations.NullMarked;
