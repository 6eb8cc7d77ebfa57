package dev.stampede.contracts.orders;

import org.jspecify.annotations.Nullable;

/**
 * The personal part of an order. It is stored only with the order and never appears in events or logs.
 *
 * @param email the customer's email address
 * @param name the customer's name, if given
 * @param shippingAddress the shipping address, if the goods are shipped
 */
public record Contact(String email, @Nullable String name, @Nullable Address shippingAddress) {

    /** A postal address. {@code country} is an ISO 3166-1 alpha-2 code. */
    public record Address(String line1, @Nullable String line2, String city, String postalCode, String country) {}

    @Override
    public String toString() {
        return "Contact[personal]";
    }
}
