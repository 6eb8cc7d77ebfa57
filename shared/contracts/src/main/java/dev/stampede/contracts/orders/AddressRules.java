package dev.stampede.contracts.orders;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the addresses of a country must have. Postal codes and regions are checked in the countries named here; elsewhere a
 * postal code is required and can be anything, except in countries that have none.
 *
 * <p>Postal codes: the Universal Postal Union's "Addressing systems" pages. Regions: ISO 3166-2.
 */
public final class AddressRules {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private static final Set<String> WITHOUT_POSTAL_CODES = Set.of(
            "AE", "AG", "AO", "AW", "BF", "BI", "BJ", "BO", "BS", "BW", "BZ", "CD", "CF", "CG", "CI", "CK", "CM", "DJ",
            "DM", "ER", "FJ", "GA", "GD", "GH", "GM", "GQ", "GY", "HK", "KI", "KM", "KP", "ML", "MO", "MR", "MW", "NR",
            "NU", "QA", "RW", "SB", "SC", "SL", "SR", "ST", "SY", "TD", "TF", "TG", "TK", "TL", "TO", "TV", "UG", "VU",
            "YE", "ZW");

    /** Countries in which postal codes exist, but few people know theirs. */
    private static final Set<String> OPTIONAL_POSTAL_CODES = Set.of("IE", "PA", "JM", "KE", "TZ", "NG");

    private static final String THREE_DIGITS = "[0-9]{3}";
    private static final String FOUR_DIGITS = "[0-9]{4}";
    private static final String FIVE_DIGITS = "[0-9]{5}";
    private static final String SIX_DIGITS = "[0-9]{6}";
    private static final String THREE_AND_TWO_DIGITS = THREE_DIGITS + " ?[0-9]{2}";

    /** The form of a country's postal codes, a regular expression. */
    private static final Map<String, String> POSTAL_CODES = forms(Map.ofEntries(
            Map.entry(FOUR_DIGITS, "AT AU BE BG CH CY DK HU LU NO NZ PH SI ZA"),
            Map.entry(FIVE_DIGITS, "DE EE ES FI FR HR IT KR LT MX MY TH TR UA"),
            Map.entry(SIX_DIGITS, "CN RO SG"),
            Map.entry("[0-9]{3} ?[0-9]{3}", "IN"),
            Map.entry(THREE_AND_TWO_DIGITS, "CZ GR SE SK"),
            Map.entry("[0-9]{5}(?:-[0-9]{4})?", "US"),
            Map.entry("[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z] ?[0-9][ABCEGHJ-NPRSTV-Z][0-9]", "CA"),
            Map.entry("(?:[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}|GIR ?0AA)", "GB"),
            Map.entry("[AC-FHKNPRTV-Y][0-9][0-9W] ?[0-9AC-FHKNPRTV-Y]{4}", "IE"),
            Map.entry("[0-9]{4} ?[A-Z]{2}", "NL"),
            Map.entry("[0-9]{2}-[0-9]{3}", "PL"),
            Map.entry("[0-9]{4}-[0-9]{3}", "PT"),
            Map.entry("[0-9]{3}-?[0-9]{4}", "JP"),
            Map.entry("[0-9]{5}-?[0-9]{3}", "BR"),
            Map.entry("(?:LV-)?[0-9]{4}", "LV"),
            Map.entry("[0-9]{5}(?:[0-9]{2})?", "IL")));

    /** The countries whose addresses need a region. */
    private static final Map<String, List<String>> REGIONS = Map.of(
            "US",
            words("AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM "
                    + "NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI AA AE AP"),
            "CA", words("AB BC MB NB NL NS NT NU ON PE QC SK YT"),
            "AU", words("ACT NSW NT QLD SA TAS VIC WA"),
            "BR", words("AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO"),
            "MX",
            words("AGU BCN BCS CAM CHH CHP CMX COA COL DUR GRO GUA HID JAL MEX MIC MOR NAY NLE OAX PUE QUE ROO SIN "
                    + "SLP SON TAB TAM TLA VER YUC ZAC"),
            "IN",
            words("AN AP AR AS BR CG CH DH DL GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD PB PY RJ SK TN TR "
                    + "TS UK UP WB"));

    private AddressRules() {}

    /** @throws IllegalArgumentException with a message for callers, if it is not an ISO 3166-1 alpha-2 code */
    public static String country(String text) {
        if (!COUNTRIES.contains(text)) {
            throw new IllegalArgumentException("must be an ISO 3166-1 alpha-2 country code");
        }
        return text;
    }

    public static boolean requiresPostalCode(String country) {
        return !WITHOUT_POSTAL_CODES.contains(country) && !OPTIONAL_POSTAL_CODES.contains(country);
    }

    /** Whether the text has the form of the country's postal codes; always if their form is not known here. */
    public static boolean isPostalCode(String country, String text) {
        var form = POSTAL_CODES.get(country);
        return form == null || text.matches(form);
    }

    /** The regions that an address of the country must name one of; empty if it needs none. */
    public static List<String> regions(String country) {
        return REGIONS.getOrDefault(country, List.of());
    }

    /** Upper case, without superfluous spaces: as the country's post writes it. */
    public static String normalised(String postalCode) {
        return postalCode.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    /** What is wrong with the region of an address, if anything. */
    public static Optional<String> regionFault(String country, @Nullable String region) {
        var known = regions(country);
        if (known.isEmpty() || region != null && known.contains(region)) {
            return Optional.empty();
        }
        return Optional.of(region == null ? "is required" : "must be one of " + String.join(", ", known));
    }

    /** What is wrong with the postal code of an address, if anything. */
    public static Optional<String> postalCodeFault(String country, @Nullable String postalCode) {
        if (postalCode == null) {
            return requiresPostalCode(country) ? Optional.of("is required") : Optional.empty();
        }
        return isPostalCode(country, postalCode) ? Optional.empty()
                : Optional.of("must be a postal code of " + country);
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    private static Map<String, String> forms(Map<String, String> countriesByForm) {
        var forms = new HashMap<String, String>();
        countriesByForm.forEach((form, countries) -> words(countries).forEach(country -> forms.put(country, form)));
        return Map.copyOf(forms);
    }
}
