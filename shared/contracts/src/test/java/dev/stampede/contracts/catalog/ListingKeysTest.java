package dev.stampede.contracts.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.sharding.Shards;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListingKeysTest {

    @Test
    void of_aProduct_shouldBeItsShardAndItsPlaceByCategory() {
        assertThat(ListingKeys.of(new ProductId("field-notebook"), new Category("paper"))).isEqualTo(Map.of(
                "listing", "products#" + Shards.of("field-notebook", 4),
                "listingKey", "paper#field-notebook"));
    }
}
