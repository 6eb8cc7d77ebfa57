package dev.stampede.contracts.catalog;

import static dev.stampede.contracts.catalog.Availability.IN_STOCK;
import static dev.stampede.contracts.catalog.Availability.LOW;
import static dev.stampede.contracts.catalog.Availability.OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OfferedTest {

    private static final Map<String, Long> PRICES = Map.of("S", 1000L, "M", 1000L, "L", 2000L, "XL", 9000L);

    @Test
    void of_variantsInStock_shouldBeTheirPricesAndTheBestAvailability() {
        var offered = Offered.of(PRICES, Map.of("S", OUT, "L", LOW, "XL", IN_STOCK));

        assertThat(offered.availability()).isEqualTo(IN_STOCK);
        assertThat(offered.prices()).containsExactly(2000L, 9000L);
        assertThat(offered.lowestPrice()).isEqualTo(2000);
        assertThat(offered.highestPrice()).isEqualTo(9000);
    }

    @Test
    void of_nothingInStock_shouldBeThePricesOfAll() {
        assertThat(Offered.of(PRICES, Map.of("S", OUT)).prices()).containsExactly(1000L, 2000L, 9000L);
        assertThat(Offered.of(PRICES, Map.of()).availability()).isEqualTo(OUT);
    }

    @Test
    void of_aSkuThatIsNoVariant_shouldIgnoreIt() {
        assertThat(Offered.of(Map.of("S", 5L), Map.of("GONE", IN_STOCK)).availability()).isEqualTo(OUT);
    }

    @Test
    void of_noVariants_shouldBeRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Offered.of(Map.of(), Map.of()));
    }
}
