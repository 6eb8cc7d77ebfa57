package dev.stampede.checkout;

import dev.stampede.checkout.CheckoutRequest.BuyNow;
import dev.stampede.checkout.CheckoutRequest.OfCart;
import dev.stampede.checkout.CheckoutRequest.Purchase;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.AddressRules;
import dev.stampede.contracts.orders.Contact;
import dev.stampede.contracts.orders.Contact.Address;
import dev.stampede.contracts.orders.EmailAddresses;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.totals.Buyer;
import dev.stampede.contracts.totals.Promotion;
import dev.stampede.contracts.totals.ShippingMethod;
import dev.stampede.runtime.http.EntityTags;
import dev.stampede.runtime.http.Fields;
import dev.stampede.runtime.http.HttpRequest;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads checkout requests. A problem lists all invalid fields. */
final class CheckoutForm {

    /** Maximum size of a request body in bytes: 50 lines and an address take about 10,000. */
    private static final int MAX_BODY = 32_768;

    /** In minor units. Together with the other bounds, it keeps every total below {@link Money#MAX_MINOR}. */
    private static final long MAX_UNIT_PRICE = Money.MAX_MINOR / OrderLine.MAX_QUANTITY / OrderPlaced.MAX_LINES;

    /** Greater than the version of any cart. */
    private static final long MAX_VERSION = 1_000_000_000L;

    /** The form of a cart's entity tag. */
    private static final Pattern VERSION_TAG = Pattern.compile("[1-9][0-9]{0,8}");

    /**
     * The id of a guest's order is derived from the key alone, and the id gives access to the order. The key must therefore
     * be unguessable: a random UUID has at least 74 random bits (RFC 9562). Case does not matter.
     */
    private static final Pattern RANDOM_UUID = Pattern.compile(
            "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[47][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");

    private static final Pattern CUSTOMER_KEY = Pattern.compile("[!-~]{1,255}");

    /** Longer than the tags of languages, scripts and regions; tags can have any number of variants and extensions. */
    private static final int MAX_LOCALE = 100;

    /** Four or more digits, written in any usual way. */
    private static final Pattern PHONE = Pattern.compile("\\+?(?:[ ()./-]*[0-9]){4,20}[ ()./-]*");

    private final HttpRequest request;
    private final Fields body;

    private CheckoutForm(HttpRequest request) {
        this.request = request;
        this.body = request.json(MAX_BODY);
    }

    static CheckoutRequest read(HttpRequest request) {
        return new CheckoutForm(request).read();
    }

    private CheckoutRequest read() {
        var purchase = purchase();
        var total = body.has("total") ? body.integer("total", 0, Money.MAX_MINOR) : null;
        var contact = contact();
        var paymentToken = body.has("paymentToken") ? body.text("paymentToken", 1, 255) : null;
        var shippingMethod = body.has("shippingMethod")
                ? body.parsed("shippingMethod", 40, ShippingMethod::chosen).orElse(null)
                : null;
        var codes = codes(body);
        body.check();
        return new CheckoutRequest(
                request.caller(), purchase.orElseThrow(), total, contact, paymentToken, shippingMethod, codes,
                request.sourceAddress().orElse(null));
    }

    static List<String> codes(Fields body) {
        var codes = new LinkedHashSet<String>();
        var texts = body.texts("codes", Buyer.MAX_CODES, Promotion.MAX_CODE);
        for (var index = 0; index < texts.size(); index++) {
            try {
                codes.add(Promotion.code(texts.get(index)));
            } catch (IllegalArgumentException invalid) {
                body.reject("codes[" + index + "]", invalid.getMessage());
            }
        }
        return List.copyOf(codes);
    }

    private Optional<Purchase> purchase() {
        if (body.has("lines")) {
            for (var field : List.of("cartId", "version")) {
                if (body.has(field)) {
                    body.reject(field, "must not be combined with lines");
                }
            }
            if (request.ifMatch().isPresent()) {
                body.reject("If-Match", "must not be combined with lines");
            }
            return buyNow();
        }
        if (!body.has("cartId")) {
            body.reject("cartId", "is required unless lines are given");
        }
        var version = version();
        return body.has("cartId")
                ? body.parsed("cartId", 64, CartId::new).map(id -> new OfCart(id, version))
                : Optional.empty();
    }

    /** The version of the cart that the shopper saw, from the body or {@code If-Match}; if both are given, they must match. */
    private long version() {
        var tag = request.ifMatch().map(this::version);
        if (tag.isEmpty()) {
            return body.integer("version", 1, MAX_VERSION);
        }
        if (body.has("version") && body.integer("version", 1, MAX_VERSION) != tag.get()) {
            body.reject("version", "must match If-Match");
        }
        return tag.get();
    }

    /** The single version in a precondition; {@code *} and lists of versions are invalid. */
    private long version(EntityTags tags) {
        if (tags instanceof EntityTags.Listed(var listed)
                && listed.size() == 1
                && VERSION_TAG.matcher(listed.getFirst().value()).matches()) {
            return Long.parseLong(listed.getFirst().value());
        }
        body.reject("If-Match", "must be the cart's ETag, such as \"3\"");
        return 1;
    }

    private Optional<Purchase> buyNow() {
        var key = idempotencyKey();
        var currency = body.parsed("currency", 3, CheckoutForm::currency).orElse(null);
        var listed = new HashSet<Sku>();
        var lines = body.objects("lines", 1, OrderPlaced.MAX_LINES)
                .stream()
                .flatMap(line -> wanted(line, currency, listed).stream())
                .toList();
        return key.map(text -> new BuyNow(text, lines));
    }

    private static Optional<WantedLine> wanted(Fields line, @Nullable String currency, Set<Sku> listed) {
        var sku = line.parsed("sku", 64, Sku::ofGoods);
        var quantity = (int) line.integer("quantity", 1, OrderLine.MAX_QUANTITY);
        var unitPrice = line.integer("unitPrice", 0, MAX_UNIT_PRICE);
        if (sku.isPresent() && !listed.add(sku.get())) {
            line.reject("sku", "must be unique");
        }
        return currency == null
                ? Optional.empty()
                : sku.map(known -> new WantedLine(known, quantity, new Money(unitPrice, currency)));
    }

    private Optional<String> idempotencyKey() {
        var isGuest = request.caller().customer().isEmpty();
        var key = request.header("Idempotency-Key");
        if (key.isEmpty()) {
            body.reject("Idempotency-Key", "is required");
        } else if (isGuest) {
            return guestKey(key.get());
        } else if (!CUSTOMER_KEY.matcher(key.get()).matches()) {
            body.reject("Idempotency-Key", "must be 1 to 255 visible ASCII characters");
        }
        return key;
    }

    private Optional<String> guestKey(String key) {
        if (!RANDOM_UUID.matcher(key).matches()) {
            body.reject("Idempotency-Key", "must be a random UUID (version 4 or 7) unless you are signed in");
            return Optional.empty();
        }
        return Optional.of(UUID.fromString(key).toString());
    }

    private Contact contact() {
        var email = body.parsed("email", EmailAddresses.MAX_LENGTH, EmailAddresses::canonical).orElse("");
        var name = body.optionalText("name", 200).orElse(null);
        var locale = body.has("locale") ? body.parsed("locale", MAX_LOCALE, CheckoutForm::locale).orElse(null) : null;
        return new Contact(email, name, address("shippingAddress"), address("billingAddress"), locale);
    }

    private @Nullable Address address(String field) {
        return body.optionalObject(field).map(CheckoutForm::address).orElse(null);
    }

    private static Address address(Fields address) {
        var country = address.parsed("country", 2, AddressRules::country).orElse("");
        var read = new Address(
                address.optionalText("name", 200).orElse(null),
                address.optionalText("company", 200).orElse(null),
                address.text("line1", 1, 200),
                address.optionalText("line2", 200).orElse(null),
                address.text("city", 1, 100),
                address.optionalText("region", 100).orElse(null),
                address.optionalText("postalCode", 20).map(AddressRules::normalised).orElse(null),
                country,
                address.has("phone") ? address.parsed("phone", 30, CheckoutForm::phone).orElse(null) : null);
        if (!country.isEmpty()) {
            checkRegion(address, read);
            checkPostalCode(address, read);
        }
        return read;
    }

    private static void checkRegion(Fields fields, Address address) {
        if (address.region() != null || !fields.has("region")) {
            AddressRules.regionFault(address.country(), address.region())
                    .ifPresent(fault -> fields.reject("region", fault));
        }
    }

    private static void checkPostalCode(Fields fields, Address address) {
        if (address.postalCode() != null || !fields.has("postalCode")) {
            AddressRules.postalCodeFault(address.country(), address.postalCode())
                    .ifPresent(fault -> fields.reject("postalCode", fault));
        }
    }

    private static String currency(String code) {
        return Money.zero(code).currency();
    }

    /** The tag's language, script and region: variants and extensions change nothing in an email. */
    private static String locale(String tag) {
        try {
            var checked = new Locale.Builder().setLanguageTag(tag).build();
            if (!checked.getLanguage().isEmpty()) {
                return new Locale.Builder()
                        .setLanguage(checked.getLanguage())
                        .setScript(checked.getScript())
                        .setRegion(checked.getCountry())
                        .build()
                        .toLanguageTag();
            }
        } catch (IllformedLocaleException malformed) {
            // reported below
        }
        throw new IllegalArgumentException("must be a BCP 47 language tag such as de or de-AT");
    }

    private static String phone(String text) {
        if (!PHONE.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a telephone number");
        }
        return text;
    }
}
