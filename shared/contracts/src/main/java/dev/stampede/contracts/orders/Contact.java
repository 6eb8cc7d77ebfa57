package dev.stampede.contracts.orders;

import org.jspecify.annotations.Nullable;

/**
 * The personal part of an order. It is stored with the order and goes nowhere else: not into events, not into logs.
 *
 * @param email where the shop writes to
 * @param name the customer's name, if given
 * @param shippingAddress where the goods go, if they go anywhere
 */
public record Contact(String email, @Nullable String name, @Nullable Address shippingAddress) {

    /** A postal address. {@code country} is an ISO 3166-1 alpha-2 code. */
    public record Address(String line1, @Nullable String line2, String city, String postalCode, String country) {}

    @Override
    public String toString() {
        return "Contact[personal]";
    }
}
