package dev.stampede.contracts.catalog;

import static dev.stampede.contracts.catalog.Availability.IN_STOCK;
import static dev.stampede.contracts.catalog.Availability.LOW;
import static dev.stampede.contracts.catalog.Availability.OUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OfferedVariantTest {

    private static final OfferedVariant REDUCED = new OfferedVariant(1000, 1500L, IN_STOCK);
    private static final OfferedVariant USUAL = new OfferedVariant(2000, null, IN_STOCK);

    @Test
    void compareAtPrice_ofTheLowestPrice_shouldBeItsOwn() {
        assertThat(compareAtPrice(USUAL, REDUCED)).isEqualTo(1500);
        assertThat(compareAtPrice(new OfferedVariant(500, null, IN_STOCK), REDUCED)).isNull();
    }

    @Test
    void compareAtPrice_severalOfTheLowestPrice_shouldHoldForEach() {
        assertThat(compareAtPrice(REDUCED, new OfferedVariant(1000, 1200L, LOW))).isEqualTo(1200);
        assertThat(compareAtPrice(REDUCED, new OfferedVariant(1000, null, LOW))).isNull();
    }

    @Test
    void compareAtPrice_variantSoldOut_shouldCountOnlyIfAllAre() {
        var soldOut = new OfferedVariant(1000, 1500L, OUT);

        assertThat(compareAtPrice(soldOut, USUAL)).isNull();
        assertThat(compareAtPrice(soldOut, new OfferedVariant(2000, null, OUT))).isEqualTo(1500);
    }

    private static Long compareAtPrice(OfferedVariant... variants) {
        return OfferedVariant.compareAtPrice(List.of(variants));
    }
}
