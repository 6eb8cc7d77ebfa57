package dev.stampede.cart;

import dev.stampede.contracts.id.CartId;
import org.jspecify.annotations.Nullable;

/**
 * Makes a cart the current one of a customer.
 *
 * @param before the current one until now, or null if there is none
 */
public record CurrentChange(String customerId, CartId cart, @Nullable CartId before) {}
