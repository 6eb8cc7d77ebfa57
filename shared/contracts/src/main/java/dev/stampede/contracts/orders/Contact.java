package dev.stampede.contracts.orders;

import dev.stampede.contracts.totals.Destination;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The personal part of an order. It is stored only with the order and never appears in events or logs.
 *
 * @param email the customer's email address
 * @param name the customer's name, if given
 * @param shippingAddress the shipping address, if the goods are shipped
 * @param billingAddress the address on the invoice, if it is not the shipping address
 * @param locale the language to write to the customer in, a BCP 47 tag in canonical form such as {@code de-AT}; null if not
 *     given
 */
public record Contact(
        String email, @Nullable String name, @Nullable Address shippingAddress, @Nullable Address billingAddress,
        @Nullable String locale) {

    /** A contact without a billing address and a locale. */
    public Contact(String email, @Nullable String name, @Nullable Address shippingAddress) {
        this(email, name, shippingAddress, null, null);
    }

    /** Where the order goes: what shipping and taxes depend on. Empty if there is no address. */
    public Optional<Destination> destination() {
        return Optional.ofNullable(shippingAddress == null ? billingAddress : shippingAddress)
                .map(address -> new Destination(address.country(), address.region()));
    }

    /**
     * A postal address. {@link AddressRules} has what each country requires.
     *
     * @param name the recipient, if not the customer
     * @param region the part of an ISO 3166-2 code after the country, such as {@code CA} for California
     * @param postalCode null in countries without postal codes
     * @param country ISO 3166-1 alpha-2
     * @param phone for the carrier
     */
    public record Address(
            @Nullable String name,
            @Nullable String company,
            String line1,
            @Nullable String line2,
            String city,
            @Nullable String region,
            @Nullable String postalCode,
            String country,
            @Nullable String phone) {

        @Override
        public String toString() {
            return "Address[personal]";
        }
    }

    @Override
    public String toString() {
        return "Contact[personal]";
    }
}
