package dev.stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {

    @Test
    void of_libraryCalledByAFunction_shouldCountForTheFunction() {
        assertThat(Layers.of(List.of("com.fasterxml.jackson.databind.ObjectMapper", "dev.stampede.runtime.json.Json",
                "dev.stampede.checkout.CheckoutForm", "dev.stampede.local.store.lambda.LocalFunction")))
                        .isEqualTo("function code: checkout");
    }

    @Test
    void of_databaseCalledByAFunction_shouldCountForTheDatabase() {
        assertThat(Layers.of(List.of("java.util.HashMap", "com.almworks.sqlite4java.SQLiteStatement",
                "dev.stampede.local.lab.capacity.Intercepted", "dev.stampede.inventory.adapters.Transactions")))
                        .isEqualTo("DynamoDB Local");
    }

    @Test
    void of_partOfTheLocalStore_shouldNotCountAsAFunction() {
        assertThat(Layers.of(List.of("dev.stampede.local.store.http.Gateway"))).isEqualTo("HTTP edge");
        assertThat(Layers.of(List.of("dev.stampede.local.store.template.Template"))).isEqualTo(Layers.OTHERS);
    }

    @Test
    void of_nothingKnown_shouldBeOthers() {
        assertThat(Layers.of(List.of("java.lang.Thread"))).isEqualTo(Layers.OTHERS);
        assertThat(Layers.of(List.of())).isEqualTo(Layers.OTHERS);
    }
}
