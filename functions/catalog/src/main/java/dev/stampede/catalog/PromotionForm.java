package dev.stampede.catalog;

import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.totals.Promotion;
import dev.stampede.contracts.totals.Promotion.Conditions;
import dev.stampede.contracts.totals.Promotion.Kind;
import dev.stampede.contracts.totals.Rules;
import dev.stampede.contracts.totals.ShippingMethod;
import dev.stampede.contracts.totals.TaxRate;
import dev.stampede.runtime.http.Fields;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the promotions of the rules from requests. */
final class PromotionForm {

    private static final String CODE = "code";
    private static final String AMOUNT = "amount";
    private static final String PERCENT = "percent";
    private static final int MAX_TIME = 40;

    private final Fields fields;
    private boolean isValid = true;

    private PromotionForm(Fields fields) {
        this.fields = fields;
    }

    /** The field {@code promotions}; an invalid one is empty, and the body's check reports it. */
    static List<Optional<Promotion>> read(Fields body) {
        if (!body.has("promotions")) {
            return List.of();
        }
        var codes = new HashSet<String>();
        var promotions = body.objects("promotions", 0, Rules.MAX_PROMOTIONS).stream()
                .map(fields -> new PromotionForm(fields).read(codes))
                .toList();
        if (promotions.stream().flatMap(Optional::stream).filter(one -> one.uses() != null)
                .count() > Rules.MAX_LIMITED) {
            body.reject("promotions", "must have at most " + Rules.MAX_LIMITED + " with uses");
        }
        return promotions;
    }

    private Optional<Promotion> read(Set<String> codes) {
        var name = fields.text("name", 1, Promotion.MAX_NAME);
        isValid &= !name.isBlank() && name.length() <= Promotion.MAX_NAME;
        var code = fields.has(CODE) ? parsed(fields, CODE, Promotion.MAX_CODE, Promotion::code) : null;
        if (code != null && !codes.add(code)) {
            reject(fields, CODE, "must be unique");
        }
        var kind = parsed(fields, "kind", 20, PromotionForm::kind);
        var percent = kind == Kind.PERCENT || kind == Kind.BUY_X_GET_Y && fields.has(PERCENT)
                ? percent()
                : kind == Kind.BUY_X_GET_Y ? BigDecimal.valueOf(100) : null;
        var amount = kind == Kind.AMOUNT ? integer(fields, AMOUNT, ShippingMethod.MAX_PRICE) : null;
        var buy = kind == Kind.BUY_X_GET_Y ? integer(fields, "buy", Promotion.MAX_UNITS) : null;
        var get = kind == Kind.BUY_X_GET_Y ? integer(fields, "get", Promotion.MAX_UNITS) : null;
        var uses = fields.has("uses") ? integer(fields, "uses", Promotion.MAX_USES) : null;
        if (uses != null && code == null) {
            reject(fields, "uses", "must not be combined with a promotion without code");
        }
        var conditions = fields.optionalObject("conditions").map(this::conditions).orElse(Conditions.NONE);
        return isValid && kind != null
                ? Optional.of(new Promotion(
                        name, code, kind, percent, amount, value(buy), value(get), conditions, value(uses)))
                : Optional.empty();
    }

    private Conditions conditions(Fields given) {
        var minSubtotal = given.has("minSubtotal") ? integer(given, "minSubtotal", ShippingMethod.MAX_LIMIT) : null;
        var products = list(given, "products", 64, ProductId::new);
        var categories = list(given, "categories", Category.MAX_LENGTH, path -> new Category(path).path());
        var from = given.has("from") ? parsed(given, "from", MAX_TIME, PromotionForm::time) : null;
        var until = given.has("until") ? parsed(given, "until", MAX_TIME, PromotionForm::time) : null;
        if (from != null && until != null && !from.isBefore(until)) {
            reject(given, "until", "must be after from");
        }
        var signedIn = given.flag("signedIn", false);
        var firstOrder = given.flag("firstOrder", false);
        return isValid
                ? new Conditions(minSubtotal, products, categories, from, until, signedIn, firstOrder)
                : Conditions.NONE;
    }

    private @Nullable BigDecimal percent() {
        var percent = fields.number(PERCENT);
        var isPercent = Promotion.isPercent(percent);
        isValid &= isPercent;
        if (!isPercent && fields.has(PERCENT) && fields.type(PERCENT) == Fields.Type.NUMBER) {
            reject(fields, PERCENT,
                    "must be above 0 and at most 100 with at most " + TaxRate.MAX_DECIMALS + " decimals");
        }
        return percent;
    }

    private @Nullable Long integer(Fields from, String field, long max) {
        var value = from.integer(field, 1, max);
        isValid &= value >= 1 && value <= max;
        return value;
    }

    private static @Nullable Integer value(@Nullable Long number) {
        return number == null ? null : Math.toIntExact(number);
    }

    private <T> List<T> list(Fields from, String field, int maxLength, Function<String, T> parser) {
        var values = new ArrayList<T>();
        var texts = from.texts(field, Promotion.MAX_ITEMS, maxLength);
        for (var index = 0; index < texts.size(); index++) {
            try {
                values.add(parser.apply(texts.get(index)));
            } catch (IllegalArgumentException invalid) {
                reject(from, field + "[" + index + "]", String.valueOf(invalid.getMessage()));
            }
        }
        isValid &= values.size() <= Promotion.MAX_ITEMS;
        return values;
    }

    private <T> @Nullable T parsed(Fields from, String field, int max, Function<String, T> parser) {
        var value = from.parsed(field, max, parser);
        isValid &= value.isPresent();
        return value.orElse(null);
    }

    private void reject(Fields from, String field, String message) {
        isValid = false;
        from.reject(field, message);
    }

    private static Kind kind(String text) {
        try {
            return Kind.valueOf(text);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("must be PERCENT, AMOUNT, FREE_SHIPPING or BUY_X_GET_Y", unknown);
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException invalid) {
            throw new IllegalArgumentException("must be a time such as 2026-03-01T12:00:00Z", invalid);
        }
    }
}
