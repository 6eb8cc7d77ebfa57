package dev.stampede.contracts.catalog;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The terms by which listings are filtered: a product item has a set of them, one for each tag and each value of an
 * attribute. A term looks like the query that asks for it, such as {@code attributes.material=wool}.
 */
public final class FilterTerms {

    /** What {@link #isName} requires, in words. */
    public static final String NAME_FORM = "1 to 40 letters, digits, '_' and '-' that begin with a letter";

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");

    private FilterTerms() {}

    /** Whether an attribute can have this name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    public static String tag(String tag) {
        return "tag=" + tag;
    }

    public static String attribute(String name, String value) {
        return "attributes." + name + "=" + value;
    }

    /** Equal numbers have equal terms, whatever their trailing zeros. */
    public static String attribute(String name, BigDecimal value) {
        return attribute(name, value.stripTrailingZeros().toPlainString());
    }

    /** The terms that a value in a query stands for: as a string, and as a number if it is one. */
    public static Set<String> wanted(String name, String value) {
        var terms = new LinkedHashSet<String>();
        terms.add(attribute(name, value));
        if (value.matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?")) {
            terms.add(attribute(name, new BigDecimal(value)));
        }
        return terms;
    }
}
