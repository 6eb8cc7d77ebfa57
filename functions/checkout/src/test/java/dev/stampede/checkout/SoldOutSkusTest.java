package dev.stampede.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.testing.Orders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoldOutSkusTest {

    private static final Sku TEA = new Sku("TEA");
    private static final Sku MUG = new Sku("MUG");
    private static final Sku ART = new Sku("ART");

    private Instant now = Orders.NOW;
    private final InstantSource time = () -> now;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final SoldOutSkus soldOut = new SoldOutSkus(clock, Duration.ofSeconds(2), 2);

    @Test
    void among_shouldGiveTheRememberedOnes() {
        soldOut.remember(List.of(TEA));

        assertThat(soldOut.among(List.of(MUG, TEA))).containsExactly(TEA);
        assertThat(soldOut.among(List.of(MUG))).isEmpty();
    }

    @Test
    void among_whenTheTimeIsUp_shouldHaveForgotten() {
        soldOut.remember(List.of(TEA));

        now = now.plusMillis(1999);
        assertThat(soldOut.among(List.of(TEA))).containsExactly(TEA);

        now = now.plusMillis(1);
        assertThat(soldOut.among(List.of(TEA))).isEmpty();
    }

    @Test
    void remember_again_shouldLastFromThenOn() {
        soldOut.remember(List.of(TEA));
        now = now.plusSeconds(1);
        soldOut.remember(List.of(TEA));

        now = now.plusMillis(1500);
        assertThat(soldOut.among(List.of(TEA))).containsExactly(TEA);
    }

    @Test
    void remember_moreThanFit_shouldForgetTheOldest() {
        soldOut.remember(List.of(TEA));
        soldOut.remember(List.of(MUG));
        soldOut.remember(List.of(TEA));
        soldOut.remember(List.of(ART));

        assertThat(soldOut.among(List.of(TEA, MUG, ART))).containsExactly(TEA, ART);
    }
}
