package dev.stampede.checkout;

import static dev.stampede.checkout.Samples.THROTTLED;
import static dev.stampede.checkout.Samples.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.checkout.OfferCache.Found;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.testing.Orders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OfferCacheTest {

    private static final Sku TEA = new Sku("TEA");
    private static final Sku MUG = new Sku("MUG");
    private static final Sku ART = new Sku("ART");
    private static final Offer DEARER = offer("TEA", new Money(1200, "EUR"));

    private Instant now = Orders.NOW;
    private final InstantSource time = () -> now;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final Map<Sku, Offer> catalog = new HashMap<>(Map.of(
            TEA, offer("TEA"), MUG, offer("MUG"), ART, offer("ART")));
    private final List<Set<Sku>> reads = new ArrayList<>();
    private final OfferCache offers = new OfferCache(
            this::read, clock, Duration.ofSeconds(1), Duration.ofSeconds(10), 3, 2);

    private @Nullable RuntimeException failure;

    private Map<Sku, Offer> read(Set<Sku> skus) {
        reads.add(skus);
        if (failure != null) {
            throw failure;
        }
        var found = new HashMap<>(catalog);
        found.keySet().retainAll(skus);
        return found;
    }

    @Test
    void find_whatIsAskedForSeldom_shouldBeReadEachTime() {
        ask(TEA, 3);
        catalog.put(TEA, DEARER);
        now = now.plusSeconds(1);

        assertThat(offers.find(Set.of(TEA))).isEqualTo(new Found(Map.of(TEA, DEARER), false));
        assertThat(reads).hasSize(4);
    }

    @Test
    void find_whatIsAskedForOften_shouldComeFromMemory() {
        ask(TEA, 100);

        assertThat(reads).hasSize(3);
        assertThat(offers.find(Set.of(TEA))).isEqualTo(new Found(Map.of(TEA, offer("TEA")), true));
    }

    @Test
    void find_whatIsHotForLong_shouldBeReadOncePerMemory() {
        ask(TEA, 100);
        reads.clear();
        catalog.put(TEA, DEARER);

        now = now.plusMillis(999);
        assertThat(offers.find(Set.of(TEA)).offers()).containsEntry(TEA, offer("TEA"));
        now = now.plusMillis(1);
        assertThat(offers.find(Set.of(TEA))).isEqualTo(new Found(Map.of(TEA, DEARER), false));
        ask(TEA, 100);

        assertThat(reads).hasSize(1);
    }

    @Test
    void find_whatWasHotLongAgo_shouldBeReadEachTimeAgain() {
        ask(TEA, 100);
        reads.clear();
        now = now.plusSeconds(2);

        ask(TEA, 2);

        assertThat(reads).hasSize(2);
    }

    @Test
    void find_hotAndOthers_shouldReadTheOthersOnly() {
        ask(TEA, 100);
        reads.clear();

        var found = offers.find(Set.of(TEA, MUG, new Sku("NONE")));

        assertThat(found).isEqualTo(new Found(Map.of(TEA, offer("TEA"), MUG, offer("MUG")), true));
        assertThat(reads).containsExactly(Set.of(MUG, new Sku("NONE")));
    }

    @Test
    void read_shouldReplaceWhatIsRemembered() {
        ask(TEA, 100);
        catalog.put(TEA, DEARER);

        assertThat(offers.read(Set.of(TEA))).containsEntry(TEA, DEARER);
        assertThat(offers.find(Set.of(TEA)).offers()).containsEntry(TEA, DEARER);
    }

    @Test
    void find_moreSkusThanFit_shouldForgetTheOldest() {
        ask(TEA, 100);
        ask(MUG, 1);
        ask(ART, 1);
        reads.clear();

        assertThat(offers.find(Set.of(TEA)).areCached()).isFalse();
        assertThat(reads).hasSize(1);
    }

    @Test
    void find_whileTheCatalogIsTooBusy_shouldComeFromMemoryForAWhile() {
        ask(TEA, 1);
        failure = THROTTLED;
        reads.clear();

        now = now.plusSeconds(5);
        ask(TEA, 100);
        assertThat(offers.find(Set.of(TEA))).isEqualTo(new Found(Map.of(TEA, offer("TEA")), true));
        assertThat(reads).as("left alone for a memory").hasSize(1);
        now = now.plusMillis(4_999);
        assertThat(offers.find(Set.of(TEA)).offers()).containsEntry(TEA, offer("TEA"));
        assertThat(reads).hasSize(2);

        now = now.plusMillis(1);
        assertThatThrownBy(() -> offers.find(Set.of(TEA))).isSameAs(failure);
    }

    @Test
    void find_onceTheCatalogIsNoLongerTooBusy_shouldBeReadOncePerMemory() {
        ask(TEA, 1);
        failure = THROTTLED;
        now = now.plusSeconds(5);
        ask(TEA, 1);
        failure = null;
        catalog.put(TEA, DEARER);
        reads.clear();

        assertThat(offers.find(Set.of(TEA)).offers()).containsEntry(TEA, offer("TEA"));
        now = now.plusSeconds(1);
        assertThat(offers.find(Set.of(TEA))).isEqualTo(new Found(Map.of(TEA, DEARER), false));
        ask(TEA, 5);
        assertThat(reads).hasSize(1);
    }

    @Test
    void read_whatIsNotSoldAnyMore_shouldBeForgotten() {
        ask(TEA, 100);
        catalog.remove(TEA);

        assertThat(offers.read(Set.of(TEA))).isEmpty();

        failure = THROTTLED;
        assertThatThrownBy(() -> offers.find(Set.of(TEA))).isSameAs(failure);
    }

    @Test
    void find_oneNeverReadBefore_shouldTellThatTheCatalogIsTooBusyAndChangeNothing() {
        ask(TEA, 1);
        failure = THROTTLED;

        assertThatThrownBy(() -> offers.find(new LinkedHashSet<>(List.of(TEA, MUG)))).isSameAs(failure);

        failure = null;
        catalog.put(TEA, DEARER);
        assertThat(offers.find(Set.of(TEA))).isEqualTo(new Found(Map.of(TEA, DEARER), false));
    }

    @Test
    void find_afterAFailureThatDoesNotPass_shouldThrowIt() {
        ask(TEA, 1);
        failure = new IllegalStateException("A bug");

        assertThatThrownBy(() -> offers.find(Set.of(TEA))).isSameAs(failure);
    }

    private void ask(Sku sku, int times) {
        for (var i = 0; i < times; i++) {
            offers.find(Set.of(sku));
        }
    }
}
