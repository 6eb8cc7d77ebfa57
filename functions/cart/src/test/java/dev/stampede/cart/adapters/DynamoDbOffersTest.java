package dev.stampede.cart.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.cart.CatalogItems;
import dev.stampede.cart.Offer;
import dev.stampede.cart.Samples;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.totals.Goods;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DynamoDbOffersTest {

    private static LocalDynamoDb database;

    private final DynamoDbOffers offers = new DynamoDbOffers(database.client(), CatalogItems.TABLE,
            TestEnvironment.BACKOFF);

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start(CatalogItems.TABLE);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void find_shouldGiveWhatIsSoldAndLeaveOutTheRest() {
        var tea = Samples.offer("TEA", new Money(1000, "EUR"), Availability.LOW);
        var mug = Samples.offer("MUG", new Money(500, "USD"), Availability.OUT);
        CatalogItems.put(database.client(), tea);
        CatalogItems.put(database.client(), mug);

        var found = offers.find(Set.of(new Sku("TEA"), new Sku("MUG"), new Sku("NONE")));

        assertThat(found).isEqualTo(Map.of(new Sku("TEA"), tea, new Sku("MUG"), mug));
    }

    @Test
    void find_shouldGiveWhenAndHowManyAreSold() {
        var at = Instant.parse("2026-03-01T10:00:00Z");
        var tea = new Offer(
                new Sku("TEA"), new ProductId("tea"), "Tea", "100 g", Map.of(), null, new Money(1000, "EUR"),
                Availability.LOW, 3, 2, true,
                new Publication(Publication.Status.DRAFT, at, at.plusSeconds(1)),
                new Goods("food", false, 120, new ProductId("tea"), new Category("drinks")));
        CatalogItems.put(database.client(), tea);

        assertThat(offers.find(Set.of(new Sku("TEA")))).isEqualTo(Map.of(new Sku("TEA"), tea));
    }

    @Test
    void find_aHundredSkus_shouldFindThemAll() {
        var skus = new HashSet<Sku>();
        for (var i = 0; i < 100; i++) {
            var offer = Samples.offer("MANY-" + i, new Money(i, "EUR"), Availability.IN_STOCK);
            CatalogItems.put(database.client(), offer);
            skus.add(offer.sku());
        }

        assertThat(offers.find(skus).keySet()).isEqualTo(skus);
    }
}
