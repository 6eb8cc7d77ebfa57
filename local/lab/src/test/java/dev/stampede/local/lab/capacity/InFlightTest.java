package dev.stampede.local.lab.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private static final ItemKey ONE = new ItemKey("orders", List.of("Sone"));
    private static final ItemKey OTHER = new ItemKey("orders", List.of("Sother"));

    private final InFlight inFlight = new InFlight();

    @Test
    void beginTransaction_conflict_shouldHoldNoneOfItsItems() {
        inFlight.beginTransaction(List.of(ONE));

        assertThat(inFlight.beginTransaction(List.of(OTHER, ONE))).containsExactly(ONE);

        assertThat(inFlight.beginTransaction(List.of(OTHER))).isEmpty();
    }

    @Test
    void beginWrites_onPlainWrites_shouldNotConflict() {
        inFlight.beginWrites(List.of(ONE));

        assertThat(inFlight.beginWrites(List.of(ONE))).isEmpty();
        assertThat(inFlight.beginTransaction(List.of(ONE))).isEmpty();
    }

    @Test
    void disturbed_writeUnderWay_shouldNameIt() {
        inFlight.beginWrites(List.of(ONE));

        assertThat(inFlight.disturbed(inFlight.beginWatch(List.of(ONE, OTHER)))).containsExactly(ONE);
    }

    @Test
    void disturbed_writeBegunAndEndedMeanwhile_shouldNameIt() {
        var watched = inFlight.beginWatch(List.of(ONE, OTHER));
        assertThat(inFlight.disturbed(watched)).isEmpty();

        inFlight.beginWrites(List.of(OTHER));
        inFlight.endWrites(List.of(OTHER));

        assertThat(inFlight.disturbed(watched)).containsExactly(OTHER);
    }

    @Test
    void ends_shouldForgetItems() {
        inFlight.beginTransaction(List.of(ONE));
        inFlight.beginWatch(List.of(ONE));
        inFlight.beginWrites(List.of(OTHER));

        inFlight.endTransaction(List.of(ONE));
        inFlight.endWatch(List.of(ONE));
        inFlight.endWrites(List.of(OTHER));

        assertThat(inFlight.size()).isZero();
    }
}
