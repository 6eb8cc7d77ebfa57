package dev.stampede.catalog;

import dev.stampede.contracts.orders.AddressRules;
import dev.stampede.contracts.totals.Rules;
import dev.stampede.contracts.totals.ShippingMethod;
import dev.stampede.contracts.totals.ShippingMethod.Basis;
import dev.stampede.contracts.totals.ShippingMethod.Step;
import dev.stampede.contracts.totals.ShippingZone;
import dev.stampede.contracts.totals.ShippingZone.Place;
import dev.stampede.contracts.totals.TaxRate;
import dev.stampede.runtime.http.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the rules from requests. The rules are created only once the whole request is valid. */
final class RulesForm {

    /** Maximum size of the rules as JSON, so that their item stays far below DynamoDB's 400 KB. */
    static final int MAX_BYTES = 256 * 1024;

    private static final String COUNTRY = "country";
    private static final String REGION = "region";
    private static final String UNIQUE = "must be unique";
    private static final int MAX_REGION = 3;

    private final Fields body;
    private final String currency;
    private final Set<Place> places = new HashSet<>();
    private boolean hasRestOfWorld;

    private RulesForm(Fields body, String currency) {
        this.body = body;
        this.currency = currency;
    }

    /**
     * Rules of version 0.
     *
     * @param currency the store's, of all prices
     * @throws dev.stampede.runtime.http.ProblemException naming every invalid field
     */
    static Rules read(Fields body, String currency) {
        return new RulesForm(body, currency).read();
    }

    private Rules read() {
        var country = body.has(COUNTRY) ? country(body) : Optional.<String> empty();
        var includesTax = body.flag("pricesIncludeTax", false);
        var rates = taxRates();
        var zones = zones();
        var promotions = PromotionForm.read(body);
        body.check();
        return new Rules(0, currency, country.orElse(null), includesTax,
                rates.stream().map(Optional::orElseThrow).toList(),
                zones.stream().map(Optional::orElseThrow).toList(),
                promotions.stream().map(Optional::orElseThrow).toList());
    }

    private List<Optional<TaxRate>> taxRates() {
        if (!body.has("taxRates")) {
            return List.of();
        }
        var rates = new ArrayList<Optional<TaxRate>>();
        var known = new HashSet<TaxRate>();
        for (var fields : body.objects("taxRates", 0, Rules.MAX_TAX_RATES)) {
            var rate = taxRate(fields);
            rates.add(rate);
            if (rate.isPresent() && !known.add(withoutRate(rate.get()))) {
                fields.reject("name", "must be unique for its country, region and category");
            }
        }
        var present = rates.stream().flatMap(Optional::stream).toList();
        present.stream().map(TaxRate::country).distinct()
                .filter(country -> Rules.exceedsMaximum(present, country))
                .forEach(country -> body.reject("taxRates", "must add up to at most 100 in " + country));
        return rates;
    }

    private static TaxRate withoutRate(TaxRate rate) {
        return new TaxRate(rate.name(), rate.country(), rate.region(), rate.category(), BigDecimal.ZERO);
    }

    private static Optional<TaxRate> taxRate(Fields fields) {
        var name = fields.text("name", 1, TaxRate.MAX_NAME);
        var country = country(fields);
        var region = fields.has(REGION) ? fields.parsed(REGION, MAX_REGION, TaxRate::region)
                : Optional.<String> empty();
        var category = fields.optionalText("category", TaxRate.MAX_CATEGORY).orElse(null);
        var rate = fields.number("rate");
        if (!TaxRate.isRate(rate)) {
            fields.reject("rate", "must be from 0 to 100 with at most " + TaxRate.MAX_DECIMALS + " decimals");
            return Optional.empty();
        }
        return country.isEmpty() || name.isBlank() || name.length() > TaxRate.MAX_NAME
                ? Optional.empty()
                : Optional.of(new TaxRate(name, country.get(), region.orElse(null), category, rate));
    }

    private List<Optional<ShippingZone>> zones() {
        return body.has("shippingZones")
                ? body.objects("shippingZones", 0, Rules.MAX_ZONES).stream().map(this::zone).toList()
                : List.of();
    }

    private Optional<ShippingZone> zone(Fields fields) {
        var name = fields.text("name", 1, ShippingZone.MAX_NAME);
        var listed = fields.has("places") ? fields.objects("places", 0, ShippingZone.MAX_PLACES) : List.<Fields> of();
        var zonePlaces = listed.stream().map(this::place).toList();
        if (listed.isEmpty()) {
            if (hasRestOfWorld) {
                fields.reject("places", "is required: another zone is the rest of the world");
            }
            hasRestOfWorld = true;
        }
        var ids = new HashSet<String>();
        var methods = fields.objects("methods", 1, ShippingZone.MAX_METHODS).stream()
                .map(method -> method(method, ids))
                .toList();
        return name.isEmpty() || zonePlaces.contains(Optional.<Place> empty()) || methods.isEmpty()
                || methods.contains(Optional.<ShippingMethod> empty())
                        ? Optional.empty()
                        : Optional.of(new ShippingZone(name, zonePlaces.stream().map(Optional::orElseThrow).toList(),
                                methods.stream().map(Optional::orElseThrow).toList()));
    }

    /** A whole country or a region of it can be in one zone only. */
    private Optional<Place> place(Fields fields) {
        var country = country(fields);
        var regions = fields.texts("regions", ShippingZone.MAX_REGIONS, MAX_REGION);
        if (!regions.stream().allMatch(TaxRate::isRegion)) {
            fields.reject("regions", "must be codes such as CA for California");
            return Optional.empty();
        }
        if (country.isEmpty()) {
            return Optional.empty();
        }
        var keys = regions.isEmpty()
                ? List.of(new Place(country.get(), List.of()))
                : regions.stream().map(region -> new Place(country.get(), List.of(region))).toList();
        for (var key : keys) {
            if (!places.add(key)) {
                fields.reject(key.regions().isEmpty() ? COUNTRY : "regions", "must be in one zone only");
                return Optional.empty();
            }
        }
        return Optional.of(new Place(country.get(), regions));
    }

    private static Optional<ShippingMethod> method(Fields fields, Set<String> ids) {
        var id = fields.parsed("id", 40, RulesForm::methodId);
        var name = fields.text("name", 1, ShippingMethod.MAX_NAME);
        var basis = fields.has("basis") ? fields.parsed("basis", 10, RulesForm::basis) : Optional.of(Basis.VALUE);
        var steps = steps(fields);
        var freeFrom = fields.has("freeFrom") ? fields.integer("freeFrom", 0, ShippingMethod.MAX_LIMIT) : null;
        var taxCategory = fields.optionalText("taxCategory", TaxRate.MAX_CATEGORY).orElse(null);
        if (id.isPresent() && !ids.add(id.get())) {
            fields.reject("id", UNIQUE);
            return Optional.empty();
        }
        return id.isEmpty() || name.isEmpty() || basis.isEmpty() || steps.isEmpty()
                ? Optional.empty()
                : Optional.of(new ShippingMethod(id.get(), name, basis.get(), steps, freeFrom, taxCategory));
    }

    /** Empty if they are invalid. */
    private static List<Step> steps(Fields fields) {
        var steps = fields.objects("steps", 1, ShippingMethod.MAX_STEPS).stream()
                .map(step -> new Step(
                        step.has("upTo") ? step.integer("upTo", 0, ShippingMethod.MAX_LIMIT) : null,
                        step.integer("price", 0, ShippingMethod.MAX_PRICE)))
                .toList();
        if (!ShippingMethod.areAscending(steps)) {
            fields.reject("steps", "must have ascending limits, and only the last one may have none");
            return List.of();
        }
        return steps;
    }

    private static Optional<String> country(Fields fields) {
        return fields.parsed(COUNTRY, 2, AddressRules::country);
    }

    private static String methodId(String text) {
        if (!ShippingMethod.isId(text)) {
            throw new IllegalArgumentException("must be 1 to 40 lower-case letters, digits and hyphens");
        }
        return text;
    }

    private static Basis basis(String text) {
        try {
            return Basis.valueOf(text);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("must be VALUE or WEIGHT", unknown);
        }
    }
}
