package dev.stampede.contracts.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTermsTest {

    @ParameterizedTest
    @CsvSource({"96,96", "96.0,96", "96,96.00", "-1.50,-1.5", "0.0,0", "100,1E+2"})
    void wanted_aNumber_shouldIncludeEqualNumbers(String wanted, BigDecimal number) {
        assertThat(FilterTerms.wanted("pages", wanted)).contains(FilterTerms.attribute("pages", number));
    }

    @ParameterizedTest
    @CsvSource({"wool", "96.0", "true", "1e2", "''"})
    void wanted_anyText_shouldIncludeItself(String wanted) {
        assertThat(FilterTerms.wanted("material", wanted)).contains(FilterTerms.attribute("material", wanted));
    }

    @ParameterizedTest
    @CsvSource({"9,96", "96.1,96", "1e2,100", "wo,96"})
    void wanted_somethingElse_shouldNotIncludeTheNumber(String wanted, BigDecimal number) {
        assertThat(FilterTerms.wanted("pages", wanted)).doesNotContain(FilterTerms.attribute("pages", number));
    }
}
