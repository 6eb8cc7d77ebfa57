package dev.stampede.contracts.unpaid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.contracts.unpaid.UnpaidLimits.Excess;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class UnpaidCheckTest {

    private static final Sku TEA = new Sku("TEA");
    private static final Sku CUP = new Sku("CUP");
    private static final Instant NOW = TestEnvironment.NOW;
    private static final Instant END = NOW.plusSeconds(60);
    private static final List<CallerKey> CALLERS = CallerKey.of(null, "buyer@example.com", "home");
    private static final CallerKey GUEST = CALLERS.getFirst();
    private static final CallerKey ADDRESS = CALLERS.getLast();

    private final Map<CallerKey, Unpaid> known = new HashMap<>(
            Map.of(GUEST, Unpaid.NOTHING, ADDRESS, Unpaid.NOTHING));
    private @Nullable RuntimeException failure;
    private final UnpaidCheck check = new UnpaidCheck(new Records(), new UnpaidLimits(5, 3, 2), TestEnvironment.CLOCK);

    private final class Records implements UnpaidOrders {

        @Override
        public Map<CallerKey, Unpaid> find(Collection<CallerKey> callers) {
            if (failure != null) {
                throw failure;
            }
            return known;
        }

        @Override
        public <T> T update(Collection<CallerKey> callers, Function<Map<CallerKey, Unpaid>, Change<T>> change) {
            throw new AssertionError("A check writes nothing");
        }
    }

    @Test
    void beforeOrder_upToTheLimit_shouldPass() {
        known.put(GUEST, holding(3));

        assertThat(beforeOrder(Map.of(TEA, 2))).isEmpty();
    }

    @Test
    void beforeOrder_aboveTheLimit_shouldNameTheSkuAndTheEnd() {
        known.put(GUEST, holding(3));

        assertThat(beforeOrder(Map.of(TEA, 3, CUP, 1)))
                .contains(new Excess.Units(List.of(TEA), 5, END));
    }

    @Test
    void beforeOrder_tooLargeByItself_shouldNotSayThatWaitingHelps() {
        known.put(GUEST, holding(3));

        assertThat(beforeOrder(Map.of(CUP, 6))).contains(new Excess.Units(List.of(CUP), 5, NOW));
    }

    @Test
    void beforeOrder_address_shouldHaveTheFactorMore() {
        known.put(ADDRESS, holding(8));

        assertThat(beforeOrder(Map.of(TEA, 2))).isEmpty();
        assertThat(beforeOrder(Map.of(TEA, 3))).contains(new Excess.Units(List.of(TEA), 10, END));
    }

    @Test
    void beforePaymentAndOrder_asManyDeclinesAsThereMayBe_shouldSayUntilWhen() {
        known.put(GUEST, declined(3));
        var excess = new Excess.Declines(3, NOW.minusSeconds(3).plus(Unpaid.DECLINE_WINDOW));

        assertThat(check.beforePayment(CALLERS)).contains(excess);
        assertThat(beforeOrder(Map.of(TEA, 1))).contains(excess);
    }

    @Test
    void beforePayment_fewerDeclines_shouldPass() {
        known.put(GUEST, declined(2));
        known.put(ADDRESS, declined(5));

        assertThat(check.beforePayment(CALLERS)).isEmpty();
    }

    @Test
    void beforeOrder_recordThatHasGrownTooLarge_shouldBeRefused() {
        var units = new HashMap<String, Integer>();
        for (var number = 0; number < 1000; number++) {
            units.put("SKU-" + number, 1);
        }
        known.put(GUEST, Unpaid.NOTHING.withHold(Orders.id("1"), new Unpaid.Hold(END, units)));

        assertThat(beforeOrder(Map.of(new Sku("SKU-1"), 1))).isPresent();
    }

    @Test
    void beforeOrder_tableOutOfReach_shouldPass() {
        failure = DynamoDbException.builder().statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("ThrottlingException").build())
                .build();

        assertThat(beforeOrder(Map.of(TEA, 1))).isEmpty();
    }

    @Test
    void beforeOrder_tableAway_shouldPass() {
        failure = ResourceNotFoundException.builder().statusCode(400).build();

        assertThat(beforeOrder(Map.of(TEA, 1))).isEmpty();
        assertThat(check.beforePayment(CALLERS)).isEmpty();
    }

    @Test
    void beforeOrder_bug_shouldNotPass() {
        failure = new IllegalStateException("bug");

        assertThatThrownBy(() -> beforeOrder(Map.of(TEA, 1))).isSameAs(failure);
    }

    private Optional<Excess> beforeOrder(Map<Sku, Integer> wanted) {
        return check.beforeOrder(CALLERS, wanted);
    }

    private static Unpaid holding(int units) {
        return Unpaid.NOTHING.withHold(Orders.id("1"), new Unpaid.Hold(END, Map.of("TEA", units)));
    }

    /** One per second, the last one a second ago. */
    private static Unpaid declined(int times) {
        var unpaid = Unpaid.NOTHING;
        for (var number = 1; number <= times; number++) {
            unpaid = unpaid.withDecline(Orders.id("1") + "/" + number, NOW.minus(Duration.ofSeconds(number)));
        }
        return unpaid;
    }
}
