package dev.stampede.email;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.OrderNumber;
import dev.stampede.contracts.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Content to try templates with: an order of two lines, with all that an order can have and with no more than it must have. */
final class SampleContent {

    private static final String ORDER = "ref_" + "0".repeat(32);
    private static final Duration HOLD = Duration.ofMinutes(15);

    private final MailTemplate template;
    private final MailLocale locale;
    private final String currency;
    private final Instant now;

    /** @param currency the store's */
    SampleContent(MailTemplate template, MailLocale locale, String currency, Instant now) {
        this.template = template;
        this.locale = locale;
        this.currency = currency;
        this.now = now;
    }

    /** @param orderUrl the URL of the order's page */
    MailContent full(String orderUrl) {
        var values = values(orderUrl);
        values.put("subtotal", money(3500));
        values.put("discounts", List.of(Map.of("reason", "WELCOME10", "amount", money(350))));
        values.put("shipping", List.of(Map.of("name", "Standard", "price", money(490))));
        values.put("shippingDiscounts", List.of(Map.of("reason", "FREESHIPPING", "amount", money(490))));
        values.put("includedTaxes", List.of(tax()));
        values.put("notCharged", template == MailTemplate.UNITS_CANCELLED ? money(1125) : "");
        values.put("total", money(template == MailTemplate.UNITS_CANCELLED ? 2025 : 3150));
        values.putAll(details(true));
        return new MailContent(template, locale.language(), values);
    }

    /** What a template must also be able to show: no link, no shipping, taxes that are added, and no details. */
    MailContent least() {
        var values = values("");
        values.put("addedTaxes", List.of(tax()));
        values.putAll(details(false));
        return new MailContent(template, locale.language(), values);
    }

    private Map<String, Object> values(String orderUrl) {
        var values = new HashMap<String, Object>();
        values.put("orderId", ORDER);
        values.put("orderNumber", OrderNumber.of(new OrderId(ORDER)).value());
        values.put("orderUrl", orderUrl);
        values.put("lines", List.of(line("Teapot, blue", 2, 1250), line("Green tea, 100 g", 1, 1000)));
        values.put("subtotal", "");
        for (var rows : List.of("discounts", "shipping", "shippingDiscounts", "addedTaxes", "includedTaxes")) {
            values.put(rows, List.of());
        }
        values.put("notCharged", "");
        values.put("total", money(3500));
        return values;
    }

    private Map<String, Object> details(boolean isFull) {
        return switch (template) {
            case PAID -> Map.of("amount", isFull ? money(3150) : "", "isAuthorized", isFull);
            case UNITS_CANCELLED -> Map.of(
                    "units", units(true), "amount", money(2025), "note", isFull ? "The last one was damaged" : "");
            case OUT_OF_STOCK -> Map.of(
                    "isOutOfStock", isFull, "usedUpCodes", List.of("WELCOME10"), "shortages", isFull
                            ? List.of(Map.of("name", "Teapot, blue", "requested", 2, "available", 1))
                            : List.of());
            case PAYMENT_DECLINED -> Map.of("reason", isFull ? "insufficient_funds" : "", "until", until());
            case PAYMENT_ACTION -> Map.of("url", "https://pay.example.com/confirm", "until", until());
            case CANCELLED, EXPIRED -> Map.of();
            case PAYMENT_CAPTURED -> Map.of("amount", money(3150));
            case SHIPPED -> Map.of(
                    "charged", isFull ? money(3150) : "", "carrier", isFull ? "DHL" : "", "trackingNumber",
                    isFull ? "JD014600003" : "",
                    "trackingUrl", isFull ? "https://dhl.example.com/JD014600003" : "", "units", units(isFull));
            case REFUNDED -> Map.of(
                    "amount", money(3150), "isCancelled", isFull, "isSoldOut", !isFull, "isReplaced", false,
                    "isReturned", false, "isSettled", !isFull, "units", units(isFull));
            case RETURN_APPROVED -> Map.of("units", units(true));
            case RETURN_REFUSED -> Map.of(
                    "units", units(true), "wasApproved", !isFull, "note", isFull ? "The seal is broken" : "");
        };
    }

    private static List<Map<String, Object>> units(boolean isFull) {
        return isFull ? List.of(Map.of("name", "Teapot, blue", "quantity", 1)) : List.of();
    }

    private Map<String, Object> line(String name, int quantity, long unitPrice) {
        return Map.of("name", name, "quantity", quantity, "unitPrice", money(unitPrice), "lineTotal",
                money(quantity * unitPrice));
    }

    private Map<String, String> tax() {
        return Map.of("name", "VAT", "rate", locale.percent(BigDecimal.valueOf(19)), "amount", money(503));
    }

    private String until() {
        return locale.time(now.plus(HOLD));
    }

    private String money(long amount) {
        return locale.money(new Money(amount, currency));
    }
}
