package dev.stampede.local.store.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.local.store.LocalStore;
import dev.stampede.local.store.demo.DemoLoader;
import dev.stampede.local.store.oidc.TokenRequest;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrainingShopperTest {

    @Test
    void shopper_storeWithPartOfTheDemoCatalog_shouldBuyAndBrowse() {
        try (var store = LocalStore.start(LocalStore.Options.of(Path.of("../../template.yaml")));
                var shopper = new TrainingShopper(store.apiUrl())) {
            assertThat(new DemoLoader(store.apiUrl(), store.token(TokenRequest.admin("trainer"))).load(3)).isEqualTo(3);

            shopper.buy();
            shopper.browse();

            assertThat(store.mailbox().await(() -> store.mailbox().to("trainee@example.com"), Duration.ofSeconds(30)))
                    .hasSize(1);
        }
    }

    @Test
    void browse_noStore_shouldFail() {
        try (var shopper = new TrainingShopper(URI.create("http://127.0.0.1:1"))) {
            assertThatThrownBy(shopper::browse).isInstanceOf(UncheckedIOException.class);
        }
    }
}
