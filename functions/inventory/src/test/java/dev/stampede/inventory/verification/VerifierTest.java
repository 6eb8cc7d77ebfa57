package dev.stampede.inventory.verification;

import static dev.stampede.contracts.testing.Orders.line;
import static dev.stampede.inventory.InventoryDatabase.CUP;
import static dev.stampede.inventory.InventoryDatabase.TEA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.OwedStep.Kind;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.inventory.InventoryDatabase;
import dev.stampede.inventory.adjustment.Adjustment;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.inventory.stock.StockEquation.Difference;
import dev.stampede.inventory.stock.Stocks;
import dev.stampede.inventory.verification.Verdict.Different;
import dev.stampede.inventory.verification.Verdict.Unverified;
import dev.stampede.inventory.verification.Verdict.Verified;
import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class VerifierTest {

    private static final Instant LATER = Orders.NOW.plus(Duration.ofMinutes(1));

    @RegisterExtension
    static final InventoryDatabase database = new InventoryDatabase();

    @Test
    void verify_someSoldSomeGivenBack_shouldBeVerified() {
        database.receive(TEA, 20, 4);
        database.reservations().reserve(database.placeMany("order", 5, line("TEA", 2)));
        release("order-0");

        assertThat(verdict(database.verifier(), LATER)).contains(new Verified(20, 12, 8));
    }

    @Test
    void verify_unknownSku_shouldBeEmpty() {
        assertThat(database.verifier().verify(TEA, LATER)).isEmpty();
    }

    @Test
    void verify_unitVanished_shouldBeDifferent() {
        database.receive(TEA, 20, 4);
        database.reservations().reserve(List.of(database.place("1", line("TEA", 3))));
        database.tamper(TEA, 2, -1);

        assertThat(verdict(database.verifier(), LATER)).contains(new Different(new Difference(TEA, 20, 16, 3)));
    }

    @Test
    void verify_ordersOfManyDays_shouldCountThemAll() {
        var first = Orders.NOW.minus(Duration.ofDays(40));
        database.adjustments().apply(new Adjustment("first", TEA, 50, "Counted", "tester", first));
        for (var day = 0; day <= 40; day++) {
            var clock = Clock.fixed(first.plus(Duration.ofDays(day)), ZoneOffset.UTC);
            new DynamoDbOrderLog(database.client(), "OrdersTable", clock, TestEnvironment.BACKOFF)
                    .place(Orders.id("order-" + day), Orders.placedFact(line("TEA", 1)));
            database.reservations().reserve(List.of(database.order("order-" + day).facts().getFirst()));
        }

        assertThat(verdict(database.verifier(), LATER)).contains(new Verified(50, 9, 41));
    }

    @Test
    void verify_orderJustPlacedIsNotInTheIndexYet_shouldCountAgain() {
        database.receive(TEA, 20, 1);
        database.reservations().reserve(List.of(database.place("1", line("TEA", 3))));
        var counts = new AtomicInteger();
        var lagging = (PlacedOrders) (first, last, work) -> counts.incrementAndGet() < VerificationRun.SIGHTINGS
                || database.placedOrders().forEach(first, last, work);

        assertThat(verdict(database.verifier(lagging), LATER)).contains(new Verified(20, 17, 3));
        assertThat(counts).hasValue(VerificationRun.SIGHTINGS);
    }

    /** Each count reads one order before it takes a unit and another after it released one: the shard holds the same units. */
    @Test
    void verify_unitsTakenAndGivenBackDuringTheCount_shouldNotBeTakenIn() {
        database.receive(TEA, 20, 1);
        database.reservations().reserve(database.placeMany("old", 5, line("TEA", 1)));
        var fresh = database.placeMany("fresh", 5, line("TEA", 1));
        var counts = new AtomicInteger();
        var swapping = (PlacedOrders) (first, last, work) -> {
            var count = counts.getAndIncrement();
            if (count > VerificationRun.SIGHTINGS) {
                return database.placedOrders().forEach(first, last, work);
            }
            var handed = database.orders().stream().map(order -> order.id()).toList();
            handed.stream().filter(id -> !id.equals(Orders.id("old-" + count))).forEach(work::test);
            database.reservations().reserve(List.of(fresh.get(count)));
            release("old-" + count);
            return work.test(Orders.id("old-" + count));
        };

        assertThat(verdict(database.verifier(swapping), LATER)).contains(new Verified(20, 15, 5));
        assertThat(counts).hasValueGreaterThan(VerificationRun.SIGHTINGS + 1);
    }

    @Test
    void verify_stockNeverStandsStill_shouldBeUnverified() {
        database.receive(TEA, 20, 1);
        database.tamper(TEA, 0, 1);
        var busy = (PlacedOrders) (first, last, work) -> {
            database.adjustments().apply(database.adjustment(TEA, 1));
            return database.placedOrders().forEach(first, last, work);
        };

        assertThat(verdict(database.verifier(busy), LATER)).contains(new Unverified());
    }

    @Test
    void verify_timeIsUp_shouldBeUnverified() {
        database.receive(TEA, 20, 1);

        assertThat(verdict(database.verifier(), Orders.NOW)).contains(new Unverified());
    }

    @Test
    void verify_timeIsUpInTheMiddle_shouldBeUnverified() {
        database.receive(TEA, 20, 1);
        var interrupted = new PlacedOrders() {
            @Override
            public boolean forEach(Instant from, Instant to, Predicate<OrderId> work) {
                return false;
            }
        };

        assertThat(verdict(database.verifier(interrupted), LATER)).contains(new Unverified());
    }

    @Test
    void verify_logCannotBeRead_shouldFailNamingTheOrder() {
        database.receive(TEA, 20, 1);
        database.place("1", line("TEA", 3));
        database.client().updateItem(update -> update.tableName("OrdersTable")
                .key(Map.of(
                        "orderId", AttributeValue.fromS(Orders.id("1").value()), "seq", AttributeValue.fromN("0")))
                .updateExpression("SET #type = :type")
                .expressionAttributeNames(Map.of("#type", "type"))
                .expressionAttributeValues(Map.of(":type", AttributeValue.fromS("Unheard"))));

        assertThatThrownBy(() -> database.verifier().verify(TEA, LATER)).hasMessageContaining(Orders.id("1").value());
    }

    @Test
    void verifyAll_manySkus_shouldGiveEachItsVerdict() {
        database.receive(TEA, 20, 3);
        database.receive(CUP, 10, 1);
        database.reservations().reserve(List.of(database.place("1", line("TEA", 3), line("CUP", 2))));
        database.tamper(CUP, 0, 1);

        assertThat(database.verifier().verifyAll(LATER).verdicts()).isEqualTo(Map.of(
                TEA, new Verified(20, 17, 3), CUP, new Different(new Difference(CUP, 10, 9, 2))));
    }

    @Test
    void verifyAll_orderHoldsUnitsOfASkuWithoutStock_shouldBeDifferent() {
        database.receive(TEA, 20, 1);
        database.place("1", line("CUP", 2));
        database.append("1", Orders.reservedFact(line("CUP", 2)));

        assertThat(database.verifier().verifyAll(LATER).verdicts()).isEqualTo(Map.of(
                TEA, new Verified(20, 20, 0), CUP, new Different(new Difference(CUP, 0, 0, 2))));
    }

    @Test
    void verifyAll_oneStockCannotBeReadAtOnce_shouldVerifyTheOthers() {
        database.receive(TEA, 20, 1);
        database.receive(CUP, 10, 1);

        assertThat(
                database.verifier(new BusyCups(database.stocks()), database.placedOrders()).verifyAll(LATER).verdicts())
                        .isEqualTo(Map.of(TEA, new Verified(20, 20, 0), CUP, new Unverified()));
    }

    @Test
    void verifyAll_noStock_shouldBeEmpty() {
        assertThat(database.verifier().verifyAll(LATER).verdicts()).isEmpty();
    }

    /** 61 minutes after the orders: {@code late} is the only one whose hold is over. */
    @Test
    void verify_unitsThatAddUpButAreStuck_shouldDistinguishThemFromLostOnes() {
        database.receive(TEA, 20, 1);
        database.reservations().reserve(database.placeMany("order", 4, line("TEA", 2)));
        database.append("order-0", new HoldExpired());
        database.append("order-1", new PaymentActionRequired(0, "https://pay.example.com/1"));
        database.append("order-2", new PaymentCaptured(0, new Money(2000, "EUR"), "charge"));
        database.mailed("order-0", 2);
        database.place("unanswered", line("TEA", 1));

        assertThat(overdueOrders(Duration.ofMinutes(59))).isEmpty();
        assertThat(overdueOrders(Duration.ofMinutes(61))).isEqualTo(Map.of(
                Kind.RESERVATION, 1L, Kind.CHARGE, 1L, Kind.RELEASE, 1L, Kind.MAIL, 2L));
        var verification = verification(Duration.ofMinutes(76));
        assertThat(verification.verdicts()).isEqualTo(Map.of(TEA, new Verified(20, 12, 8)));
        assertThat(verification.isFinished()).isTrue();
        assertThat(verification.overdue().orders()).isEqualTo(Map.of(
                Kind.RESERVATION, 1L, Kind.CHARGE, 1L, Kind.HOLD_END, 2L, Kind.RELEASE, 1L, Kind.MAIL, 2L));
        assertThat(verification.overdue().units()).isEqualTo(Map.of(TEA, 6L));
    }

    @Test
    void verify_overdueOrderOfAnotherSku_shouldBeIgnored() {
        database.receive(TEA, 20, 1);
        database.place("cup", line("CUP", 1));

        assertThat(overdueOrders(Duration.ofMinutes(61))).isEmpty();
    }

    @Test
    void verify_timeIsUpInTheMiddleOfTheOrders_shouldNotBeFinished() {
        database.receive(TEA, 20, 1);

        assertThat(database.verifier((first, last, work) -> false).verifyAll(LATER).isFinished()).isFalse();
    }

    private static Map<Kind, Long> overdueOrders(Duration later) {
        return verification(later).overdue().orders();
    }

    private static Verification verification(Duration later) {
        var clock = Clock.offset(TestEnvironment.CLOCK, later);
        return database.verifier(database.stocks(), database.placedOrders(), clock)
                .verify(TEA, clock.instant().plusSeconds(60)).orElseThrow();
    }

    private static Optional<Verdict> verdict(Verifier verifier, Instant until) {
        return verifier.verify(TEA, until).map(verification -> verification.verdicts().get(TEA));
    }

    private static void release(String name) {
        database.append(name, new HoldExpired());
        assertThat(database.releases().release(Map.of(Orders.id(name), "")).unsettled()).isEmpty();
    }

    private record BusyCups(Stocks real) implements Stocks {

        @Override
        public Stock readAtOnce(Sku sku) {
            if (sku.equals(CUP)) {
                throw new ContentionException("Too many writers");
            }
            return real.readAtOnce(sku);
        }

        @Override
        public Map<Sku, Stock> read(Collection<Sku> skus) {
            return real.read(skus);
        }

        @Override
        public Map<Sku, Integer> shardCounts(Collection<Sku> skus) {
            return real.shardCounts(skus);
        }

        @Override
        public Set<Sku> moved(Collection<Stock> read) {
            return real.moved(read);
        }
    }
}
