package dev.stampede.catalog;

import static dev.stampede.contracts.catalog.Availability.IN_STOCK;
import static dev.stampede.contracts.catalog.Availability.LOW;
import static dev.stampede.contracts.catalog.Availability.OUT;
import static dev.stampede.catalog.SampleProducts.notebook;
import static dev.stampede.catalog.SampleProducts.titled;
import static dev.stampede.catalog.SampleProducts.variant;
import static dev.stampede.catalog.SampleProducts.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogEntryTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final Sku A5 = new Sku("FIELD-NOTEBOOK-A5");
    private static final Sku A6 = new Sku("FIELD-NOTEBOOK-A6");

    @Test
    void created_shouldBeOutOfStockUntilInventorySaysOtherwise() {
        var entry = CatalogEntry.created(notebook(), NOW, "an-admin");

        assertThat(entry.offered().availability()).isEqualTo(OUT);
        assertThat(entry.availability(A5)).isEqualTo(OUT);
        assertThat(entry.updatedBy()).isEqualTo("an-admin");
        assertThat(entry.createdAt()).isEqualTo(NOW);
    }

    @Test
    void replacedBy_withTheSameSkus_shouldKeepAvailabilityAndCreation() {
        var seen = stocked(Map.of(A5, LOW));

        var next = seen.replacedBy(titled(notebook(), "Other title"), NOW.plusSeconds(60), "another-admin");

        assertThat(next.version()).isEqualTo(seen.version() + 1);
        assertThat(next.createdAt()).isEqualTo(seen.createdAt());
        assertThat(next.updatedAt()).isEqualTo(seen.createdAt().plusSeconds(60));
        assertThat(next.updatedBy()).isEqualTo("another-admin");
        assertThat(next.offered()).isEqualTo(seen.offered());
        assertThat(next.skuAvailability()).isEqualTo(seen.skuAvailability());
    }

    @Test
    void replacedBy_withoutTheBestSku_shouldBeAsAvailableAsTheRest() {
        var seen = stocked(Map.of(A5, IN_STOCK, A6, LOW));

        var next = seen.replacedBy(with(notebook(), variant(A6, 1)), NOW, "another-admin");

        assertThat(next.offered().availability()).isEqualTo(LOW);
        assertThat(next.skuAvailability()).isEqualTo(Map.of(A6, LOW));
    }

    @Test
    void replacedBy_withoutAnyStockedSku_shouldBeOut() {
        var next = stocked(Map.of(A5, IN_STOCK)).replacedBy(with(notebook(), variant(A6, 1)), NOW, "another-admin");

        assertThat(next.offered().availability()).isEqualTo(OUT);
    }

    @Test
    void offered_shouldBeThePricesOfWhatIsInStock() {
        assertThat(stocked(Map.of()).offered().prices()).containsExactly(950L, 1250L);
        assertThat(stocked(Map.of(A5, LOW)).offered().prices()).containsExactly(1250L);
        assertThat(stocked(Map.of(A5, LOW, A6, IN_STOCK)).offered().prices()).containsExactly(950L, 1250L);
    }

    @Test
    void created_aMillisecondLater_shouldHaveAVersionOfItsOwn() {
        var first = CatalogEntry.created(notebook(), NOW, "an-admin");

        assertThat(CatalogEntry.created(notebook(), NOW.plusMillis(1), "an-admin").version())
                .isGreaterThan(first.version());
    }

    private static CatalogEntry stocked(Map<Sku, Availability> skus) {
        var created = CatalogEntry.created(notebook(), NOW, "an-admin");
        return new CatalogEntry(
                created.product(), created.version(), created.createdAt(), created.updatedAt(), created.updatedBy(),
                skus, created.slugs());
    }
}
