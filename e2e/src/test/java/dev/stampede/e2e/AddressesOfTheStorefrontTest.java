package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.orders.AddressRules;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The storefront's form asks for what checkout requires, in every country. */
class AddressesOfTheStorefrontTest {

    private static final Pattern COUNTRY = Pattern.compile("\\b[A-Z]{2}\\b");

    @Test
    void postalCode_shouldBeOptionalWhereCheckoutDoesNotRequireIt() throws IOException {
        assertThat(countries("WITHOUT_POSTAL_CODE"))
                .isEqualTo(countries(country -> !AddressRules.requiresPostalCode(country)));
    }

    @Test
    void region_shouldBeAskedForWhereCheckoutRequiresIt() throws IOException {
        assertThat(countries("WITH_REGION")).isEqualTo(countries(country -> !AddressRules.regions(country).isEmpty()));
    }

    private static TreeSet<String> countries(Predicate<String> which) {
        return Arrays.stream(Locale.getISOCountries()).filter(which).collect(Collectors.toCollection(TreeSet::new));
    }

    /** @param name of a constant in addresses.js */
    private static TreeSet<String> countries(String name) throws IOException {
        var script = Files.readString(Project.root().resolve("web/storefront/addresses.js"));
        var begin = script.indexOf("const " + name + " = ");
        assertThat(begin).as(name).isNotNegative();
        return COUNTRY.matcher(script.substring(begin, script.indexOf(';', begin))).results()
                .map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }
}
