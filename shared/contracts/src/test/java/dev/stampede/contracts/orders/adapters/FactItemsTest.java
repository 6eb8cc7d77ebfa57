package dev.stampede.contracts.orders.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Allocation;
import dev.stampede.contracts.orders.Contact;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.CaptureFailed;
import dev.stampede.contracts.orders.Fact.CaptureRequested;
import dev.stampede.contracts.orders.Fact.CaptureSettled;
import dev.stampede.contracts.orders.Fact.CartAttempt;
import dev.stampede.contracts.orders.Fact.CustomerLimit;
import dev.stampede.contracts.orders.Fact.CustomerLimits;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.HoldExtended;
import dev.stampede.contracts.orders.Fact.HoldLimit;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderClaimed;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentAuthorized;
import dev.stampede.contracts.orders.Fact.PaymentCapture;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.PaymentReported;
import dev.stampede.contracts.orders.Fact.PaymentSubmitted;
import dev.stampede.contracts.orders.Fact.RefundFailed;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.RefundRetried;
import dev.stampede.contracts.orders.Fact.RefundSettled;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Fact.Report;
import dev.stampede.contracts.orders.Fact.ReturnApproved;
import dev.stampede.contracts.orders.Fact.ReturnReceived;
import dev.stampede.contracts.orders.Fact.ReturnRefused;
import dev.stampede.contracts.orders.Fact.ReturnRequested;
import dev.stampede.contracts.orders.Fact.Shortage;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Fact.StockReleased;
import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.contracts.orders.Fact.UnitsCancelled;
import dev.stampede.contracts.orders.Fact.UnpaidLimit;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OrderNotes;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.contracts.testing.SampleRules;
import dev.stampede.contracts.totals.Basket;
import dev.stampede.contracts.totals.Breakdown;
import dev.stampede.contracts.totals.Buyer;
import dev.stampede.contracts.totals.Destination;
import dev.stampede.contracts.totals.Goods;
import dev.stampede.contracts.totals.Quote;
import dev.stampede.contracts.totals.Rules;
import dev.stampede.contracts.totals.ShippingMethod;
import dev.stampede.contracts.totals.ShippingMethod.Basis;
import dev.stampede.contracts.totals.ShippingMethod.Step;
import dev.stampede.contracts.totals.ShippingZone;
import dev.stampede.contracts.totals.TaxRate;
import dev.stampede.contracts.totals.Totals;
import dev.stampede.runtime.events.StreamImages;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.Events;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class FactItemsTest {

    /** Kinds of text that people and payment forms can send. */
    private static final List<String> TEXTS = List.of(
            "plain", "with space", "\"quoted\"", "back\\slash", "}{,:[]", "Ünïcödé 日本 🎁", "new\nline\ttab", "0",
            "null");

    static Stream<Class<?>> types() {
        return Stream.of(Fact.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("types")
    void fact_ofItsItem_shouldBeTheSame(Class<?> type) {
        var facts = new AnyFacts(42);
        for (var seed = 0; seed < 100; seed++) {
            var recorded = facts.recorded(type);

            assertThat(FactItems.fact(FactItems.item(recorded, Orders.NOW))).isEqualTo(recorded);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void item_ofAnyFact_shouldKeepPersonalDataOutOfEverythingButPersonal(Class<?> type) {
        var facts = new AnyFacts(7);
        for (var seed = 0; seed < 100; seed++) {
            var published = new HashMap<>(FactItems.item(facts.recorded(type), Orders.NOW));
            published.remove("personal");

            assertThat(published.toString()).doesNotContain(AnyFacts.SECRET);
        }
    }

    @Test
    void fact_ofAStreamEvent_shouldBeRead() {
        var event = Events.read("RelayFunction-Facts.json", DynamodbEvent.class);
        var item = StreamImages.item(event.getRecords().getLast().getDynamodb().getNewImage());
        var fact = FactItems.fact(item);
        assertThat(fact.seq()).isEqualTo(1);
        assertThat(fact.fact()).isInstanceOfSatisfying(StockReserved.class, reserved -> {
            assertThat(reserved.allocations()).hasSize(1);
            assertThat(reserved.heldUntil()).isEqualTo(Instant.parse("2026-06-01T12:15:00Z"));
        });
    }

    @Test
    void item_ofOrderPlaced_shouldKeepContactAndTokenInPersonal() {
        var placed = new RecordedFact(Orders.id("1"), 0, Orders.NOW, "", Orders.placedFact(Orders.line("TEA", 2)));
        var item = FactItems.item(placed, Orders.NOW);

        assertThat(item.get("personal").s()).contains("contact", "paymentToken", "buyer@example.com");
        assertThat(item.get(FactItems.DATA).s()).doesNotContain("contact", "paymentToken");
    }

    @Test
    void item_ofOrderPlaced_shouldKeepTheCustomerAndTheCartInPersonal() {
        var guest = Orders.placedFact(Orders.line("TEA", 1));
        var cart = new CartAttempt(CartId.random(), 3, 0);
        var placed = new OrderPlaced(
                guest.lines(), guest.total(), "customer-1", cart, "hash", guest.contact(), guest.paymentToken(), null);

        var item = FactItems.item(new RecordedFact(cart.orderId(), 0, Orders.NOW, "", placed), Orders.NOW);

        assertThat(item.get(FactItems.DATA).s()).doesNotContain("cart", "customer", cart.cartId().value());
        assertThat(item.get("personal").s()).contains(cart.cartId().value(), "customer-1");
        assertThat(item.toString()).doesNotContain(cart.orderKey().value());
        assertThat(FactItems.fact(item).fact()).isEqualTo(placed);
    }

    @Test
    void fact_thatNamesItsCartInItsPublicData_shouldStillBeRead() {
        var item = new HashMap<>(FactItems.item(
                new RecordedFact(Orders.id("1"), 0, Orders.NOW, "", placedBy(null)), Orders.NOW));
        var data = item.get(FactItems.DATA).s();
        var cart = new CartAttempt(CartId.random(), 3, 0);
        item.put(FactItems.DATA, AttributeValue.fromS(data.substring(0, data.length() - 1)
                + ",\"customerId\":\"customer-1\",\"cart\":" + Json.write(cart) + "}"));

        assertThat(FactItems.fact(item).fact()).isInstanceOfSatisfying(OrderPlaced.class, placed -> {
            assertThat(placed.customerId()).isEqualTo("customer-1");
            assertThat(placed.cart()).isEqualTo(cart);
        });
    }

    static Stream<Arguments> factsWithoutActor() {
        return Stream.of(
                Arguments.of("OrderCancelled", "{\"by\":\"admin\"}", new OrderCancelled("admin", null)),
                Arguments.of("OrderShipped", "{\"carrier\":\"Post\"}",
                        new OrderShipped("Post", null, null, null, null, null, null)),
                Arguments.of(
                        "RefundRequested", "{\"reason\":\"SHOP\"}",
                        new RefundRequested(RefundReason.SHOP, null, null, null, null, null, null, null, null)));
    }

    @ParameterizedTest
    @MethodSource("factsWithoutActor")
    void fact_fromBeforeActorsWereRecorded_shouldBeRead(String type, String data, Fact expected) {
        var item = new HashMap<>(FactItems.item(
                new RecordedFact(Orders.id("1"), 1, Orders.NOW, "", new HoldExpired()), Orders.NOW));
        item.put(FactItems.TYPE, AttributeValue.fromS(type));
        item.put(FactItems.DATA, AttributeValue.fromS(data));

        assertThat(FactItems.fact(item).fact()).isEqualTo(expected);
    }

    @Test
    void fact_whoseItemPublishesWhatIsHeldBackNow_shouldStillBeRead() {
        var item = new HashMap<>(
                FactItems.item(new RecordedFact(Orders.id("1"), 1, Orders.NOW, "",
                        new OrderShipped("Post", null, Actor.admin("owner"))), Orders.NOW));
        item.put(FactItems.DATA,
                AttributeValue.fromS("{\"carrier\":\"Post\",\"trackingNumber\":\"T-1\",\"by\":\"admin\"}"));

        assertThat(FactItems.fact(item).fact()).isEqualTo(new OrderShipped("Post", "T-1", Actor.admin("owner")));
    }

    @Test
    void fact_whoseItemHasAMemberInBothParts_shouldTakeThePersonalOne() {
        var shipped = new OrderShipped("Post", "T-1", Actor.admin("owner"));
        var item = new HashMap<>(
                FactItems.item(new RecordedFact(Orders.id("1"), 1, Orders.NOW, "", shipped), Orders.NOW));
        item.put(FactItems.DATA,
                AttributeValue.fromS("{\"carrier\":\"Post\",\"trackingNumber\":\"T-0\",\"by\":\"admin\"}"));

        assertThat(FactItems.fact(item).fact()).isEqualTo(shipped);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"attempt\":1}{}", "null"})
    void fact_whosePersonalPartIsNoObject_shouldBeRefusedWithoutQuotingIt(String personal) {
        var item = new HashMap<>(FactItems.item(new AnyFacts(1).recorded(PaymentSubmitted.class), Orders.NOW));
        item.put("personal", AttributeValue.fromS(personal));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FactItems.fact(item))
                .withMessageStartingWith("Invalid JSON for ObjectNode");
    }

    @Test
    void item_ofOrderPlaced_shouldHaveTheKeysOfTheIndexes() {
        var placed = placedBy("customer-1");
        var item = FactItems.item(new RecordedFact(Orders.id("1"), 0, Orders.NOW, "", placed), Orders.NOW);

        assertThat(item.get(FactItems.CUSTOMER).s()).isEqualTo("customer-1");
        assertThat(item.get(FactItems.DAY).s()).matches("2026-06-01#(\\d|1[0-5])");
        assertThat(item.get(FactItems.PLACED).s()).isEqualTo(placedKey("2026-06-01T12:00:00.000Z", Orders.id("1")));
    }

    private static String placedKey(String at, OrderId id) {
        return at + "#" + id.value().substring("ref_".length() + 24);
    }

    @Test
    void item_ofAGuestsOrder_shouldNotBeInTheIndexByCustomer() {
        var item = FactItems.item(new RecordedFact(Orders.id("1"), 0, Orders.NOW, "", placedBy(null)), Orders.NOW);

        assertThat(item).doesNotContainKey(FactItems.CUSTOMER).containsKey(FactItems.DAY);
    }

    @Test
    void item_ofALaterFact_shouldBeInNoIndex() {
        var item = FactItems.item(new RecordedFact(Orders.id("1"), 1, Orders.NOW, "", new HoldExpired()), Orders.NOW);

        assertThat(item).doesNotContainKeys(FactItems.CUSTOMER, FactItems.DAY, FactItems.PLACED);
    }

    @Test
    void item_ofALateFact_shouldBeListedByTheDayOfTheChange() {
        var placedAt = Orders.NOW.minus(RecordedFact.LATE_AFTER);
        var recorded = new RecordedFact(Orders.id("1"), 1, Orders.NOW, "", new HoldExpired());

        var item = FactItems.item(recorded, placedAt);

        assertThat(item.get(FactItems.DAY).s()).matches("late#2026-06-01#(\\d|1[0-5])");
        assertThat(item.get(FactItems.PLACED).s()).isEqualTo(placedKey("2026-06-01T12:00:00.000Z", Orders.id("1")));
        assertThat(FactItems.fact(item)).isEqualTo(recorded);
        assertThat(FactItems.item(recorded, placedAt.plusMillis(1))).doesNotContainKey(FactItems.DAY);
    }

    /** A claim changes neither units nor steps, and is listed for its customer by the time of placement. */
    @Test
    void item_ofALateClaim_shouldNotBeInTheIndexByDay() {
        var placedAt = Orders.NOW.minus(RecordedFact.LATE_AFTER);
        var claim = new RecordedFact(Orders.id("1"), 1, Orders.NOW, "", new OrderClaimed("customer-1", placedAt));

        assertThat(FactItems.item(claim, placedAt)).containsKey(FactItems.CUSTOMER).doesNotContainKey(FactItems.DAY);
    }

    @Test
    void item_ofOrdersOfADay_shouldBeSpreadOverAllShards() {
        var days = IntStream.range(0, 500)
                .mapToObj(n -> new RecordedFact(Orders.id("order-" + n), 0, Orders.NOW, "", placedBy(null)))
                .map(recorded -> FactItems.item(recorded, Orders.NOW).get(FactItems.DAY).s())
                .distinct();

        assertThat(days).hasSize(FactItems.DAY_SHARDS);
    }

    @Test
    void item_withoutCorrelationId_shouldHaveNone() {
        var item = FactItems.item(new RecordedFact(Orders.id("1"), 1, Orders.NOW, "", new HoldExpired()), Orders.NOW);

        assertThat(item).doesNotContainKey(FactItems.CORRELATION_ID);
        assertThat(FactItems.fact(item).correlationId()).isEmpty();
    }

    @Test
    void fact_ofAnUnknownType_shouldBeRefusedByName() {
        var item = new HashMap<>(
                FactItems.item(new RecordedFact(Orders.id("1"), 1, Orders.NOW, "", new HoldExpired()), Orders.NOW));
        item.put(FactItems.TYPE, AttributeValue.fromS("OrderTeleported"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FactItems.fact(item))
                .withMessage("Unknown fact OrderTeleported");
    }

    @Test
    void fact_withFieldsOfALaterVersion_shouldBeReadWithoutThem() {
        var item = new HashMap<>(
                FactItems.item(new RecordedFact(Orders.id("1"), 1, Orders.NOW, "", new OrderCancelled(Actor.GUEST)),
                        Orders.NOW));
        item.put(FactItems.DATA, AttributeValue.fromS("{\"by\":\"guest\",\"mood\":\"sad\"}"));

        assertThat(FactItems.fact(item).fact()).isEqualTo(new OrderCancelled(Actor.GUEST));
    }

    @Test
    void fact_ofAnEarlierVersion_shouldBeReadable() {
        assertThat(
                earlier(new PaymentDeclined(0, "card_declined", null), "{\"attempt\":0,\"reason\":\"card_declined\"}"))
                        .isEqualTo(new PaymentDeclined(0, "card_declined", null));
        assertThat(earlier(new HoldExpired(), "{}")).isEqualTo(new HoldExpired());
        assertThat(earlier(new StockRejected(List.of()), "{\"shortages\":[]}"))
                .isEqualTo(new StockRejected(List.of()));
    }

    private static Fact earlier(Fact fact, String data) {
        var item = new HashMap<>(FactItems.item(new RecordedFact(Orders.id("1"), 1, Orders.NOW, "", fact), Orders.NOW));
        item.put(FactItems.DATA, AttributeValue.fromS(data));
        return FactItems.fact(item).fact();
    }

    private static OrderPlaced placedBy(@Nullable String customerId) {
        var guest = Orders.placedFact(Orders.line("TEA", 1));
        return new OrderPlaced(
                guest.lines(), guest.total(), customerId, null, "hash", guest.contact(), guest.paymentToken(), null);
    }

    /** Facts with arbitrary contents, the same for the same seed. Personal data contains {@link #SECRET}. */
    private static final class AnyFacts {

        static final String SECRET = "personal-secret";

        private final Random random;
        private final Map<Class<?>, Supplier<Fact>> makers = Map.ofEntries(
                Map.entry(OrderPlaced.class, this::orderPlaced),
                Map.entry(OrderClaimed.class, () -> new OrderClaimed("customer-" + number(9), instant())),
                Map.entry(StockReserved.class, () -> new StockReserved(allocations(), instant())),
                Map.entry(StockRejected.class,
                        () -> new StockRejected(shortages(), maybe(holdLimit()), customerLimits())),
                Map.entry(PaymentSubmitted.class, () -> new PaymentSubmitted(number(9), SECRET + text())),
                Map.entry(PaymentAuthorized.class,
                        () -> new PaymentAuthorized(number(9), money(), text(), instant())),
                Map.entry(CaptureRequested.class, () -> maybe(1) == null
                        ? new CaptureRequested(actor())
                        : CaptureRequested.before(orderShipped())),
                Map.entry(CaptureFailed.class, () -> new CaptureFailed(text())),
                Map.entry(CaptureSettled.class, () -> new CaptureSettled(money(), maybe(SECRET + text()), actor())),
                Map.entry(UnitsCancelled.class, this::unitsCancelled),
                Map.entry(PaymentCaptured.class, () -> new PaymentCaptured(number(9), money(), text())),
                Map.entry(PaymentCapturedLate.class, () -> new PaymentCapturedLate(number(9), money(), text())),
                Map.entry(PaymentDeclined.class, () -> new PaymentDeclined(number(9), text(), maybe(instant()))),
                Map.entry(PaymentActionRequired.class,
                        () -> new PaymentActionRequired(number(9), SECRET + text(), maybe(SECRET + text()))),
                Map.entry(PaymentReported.class, () -> new PaymentReported(
                        any(List.of(Report.values())), text(), money(), maybe(text()))),
                Map.entry(HoldExtended.class, () -> new HoldExtended(instant())),
                Map.entry(OrderCancelled.class, () -> new OrderCancelled(actor())),
                Map.entry(HoldExpired.class, () -> new HoldExpired(maybe(any(List.of(UnpaidLimit.values()))))),
                Map.entry(OrderShipped.class, this::orderShipped),
                Map.entry(RefundRequested.class, this::refundRequested),
                Map.entry(Refunded.class, () -> new Refunded(money(), text(), maybe(number(9)))),
                Map.entry(RefundFailed.class, () -> new RefundFailed(number(9), text())),
                Map.entry(RefundRetried.class, () -> new RefundRetried(number(9), actor())),
                Map.entry(RefundSettled.class,
                        () -> new RefundSettled(number(9), money(), maybe(SECRET + text()), actor())),
                Map.entry(ReturnRequested.class,
                        () -> new ReturnRequested(units(), maybe(SECRET + text()), maybe(SECRET + text()), actor())),
                Map.entry(ReturnApproved.class, () -> new ReturnApproved(number(9), actor())),
                Map.entry(ReturnRefused.class,
                        () -> new ReturnRefused(number(9), maybe(SECRET + text()), actor())),
                Map.entry(ReturnReceived.class, () -> new ReturnReceived(number(9), units(), units(), actor())),
                Map.entry(StockReleased.class, () -> new StockReleased(allocations())));

        AnyFacts(long seed) {
            this.random = new Random(seed);
        }

        RecordedFact recorded(Class<?> type) {
            var maker = makers.get(type);
            assertThat(maker).as("maker of " + type.getSimpleName()).isNotNull();
            var correlationId = random.nextBoolean() ? "" : "correlation-" + number(100);
            return new RecordedFact(Orders.id("order-" + number(1000)), number(50), instant(), correlationId,
                    maker.get());
        }

        private OrderShipped orderShipped() {
            var actor = actor();
            return new OrderShipped(
                    maybe(text()), maybe(SECRET + text()), maybe(SECRET + text()), maybe(units()),
                    maybe(SECRET + text()), actor.kind(), actor.subject());
        }

        private UnitsCancelled unitsCancelled() {
            var actor = actor();
            return new UnitsCancelled(
                    units(), money(), units(), maybe(SECRET + text()), maybe(SECRET + text()), actor.kind(),
                    actor.subject());
        }

        private RefundRequested refundRequested() {
            var actor = actor();
            return new RefundRequested(
                    any(List.of(RefundReason.values())), maybe(money()), maybe(units()), maybe(units()),
                    maybe(number(9)), maybe(SECRET + text()), maybe(SECRET + text()), actor.kind(), actor.subject());
        }

        private List<LineUnits> units() {
            return IntStream.range(0, number(3))
                    .mapToObj(n -> new LineUnits(new Sku("SKU-" + n), 1 + number(9)))
                    .toList();
        }

        private OrderPlaced orderPlaced() {
            var currency = any(List.of("EUR", "USD", "JPY"));
            var lines = IntStream.rangeClosed(0, number(5))
                    .mapToObj(n -> new OrderLine(
                            new Sku("SKU-" + n), new ProductId("p." + n), text(), new Money(number(9999), currency),
                            1 + number(9)))
                    .toList();
            var totals = maybe(totals(currency, lines));
            var total = totals == null
                    ? Breakdown.none(currency, lines.stream().map(OrderLine::priced).toList()).charged()
                    : totals.charged();
            var contact = new Contact(
                    SECRET + "@example.com", maybe(SECRET + text()), maybe(address()), maybe(address()),
                    maybe("de-AT"));
            return new OrderPlaced(
                    lines, total, maybe("customer-" + number(9)),
                    maybe(new CartAttempt(CartId.random(), number(99), number(20))),
                    SECRET + text(), contact,
                    maybe(SECRET + text()), maybe(SECRET + text()),
                    maybe(new OrderNotes(
                            maybe(SECRET + text()), maybe(SECRET + text()), Map.of("a", SECRET + text()),
                            Map.of("SKU-0", Map.of("b", SECRET + text())))),
                    totals == null ? null : Breakdown.of(totals),
                    maybe(Orders.key(text())),
                    IntStream.range(0, number(3)).mapToObj(n -> "CODE-" + n).toList(),
                    maybe(new CustomerLimits(SECRET + text(), List.of(new CustomerLimit(new Sku("SKU-0"), 1)))),
                    maybe(PaymentCapture.SHIPMENT));
        }

        private Contact.Address address() {
            return new Contact.Address(
                    maybe(SECRET + text()), maybe(SECRET + text()), SECRET + text(), maybe(SECRET + text()),
                    SECRET + text(), maybe(SECRET + text()), maybe(SECRET + text()), "DE", maybe(SECRET + text()));
        }

        /** Ten percent off, standard shipping and two taxes. */
        private Totals totals(String currency, List<OrderLine> lines) {
            var rates = List.of(
                    new TaxRate("GST", "DE", null, null, BigDecimal.valueOf(5)),
                    new TaxRate("VAT", "DE", null, null, new BigDecimal("8.875")));
            var method = new ShippingMethod(
                    "standard", "Standard", Basis.VALUE, List.of(new Step(null, number(999))), null, null);
            var rules = new Rules(1 + number(9), currency, "DE", random.nextBoolean(), rates,
                    List.of(new ShippingZone("World", List.of(), List.of(method))))
                            .with(List.of(SampleRules.percentOff("Ten percent off", null, 10)));
            var basket = new Basket(
                    currency,
                    lines.stream()
                            .map(line -> new Basket.Line(
                                    line.sku(), line.unitPrice().amount(), line.quantity(), Goods.USUAL))
                            .toList(),
                    Buyer.guest(Orders.NOW),
                    new Destination("DE", null), maybe("standard"));
            return Quote.of(basket, rules).totals();
        }

        private Actor actor() {
            return any(List.of(
                    Actor.GUEST, Actor.STORE, Actor.admin(SECRET + text()), Actor.customer(SECRET + text())));
        }

        private List<Allocation> allocations() {
            return IntStream.range(0, number(5))
                    .mapToObj(n -> new Allocation(new Sku("SKU-" + n), number(64), 1 + number(99)))
                    .toList();
        }

        private List<Shortage> shortages() {
            return IntStream.range(0, number(5))
                    .mapToObj(n -> new Shortage(new Sku("SKU-" + n), 1 + number(99), number(99)))
                    .toList();
        }

        private List<CustomerLimit> customerLimits() {
            return IntStream.range(0, number(3))
                    .mapToObj(n -> new CustomerLimit(new Sku("SKU-" + n), 1 + number(9)))
                    .toList();
        }

        private HoldLimit holdLimit() {
            return new HoldLimit(List.of(new Sku("SKU-" + number(9))), 1 + number(99));
        }

        private Instant instant() {
            return Orders.NOW.plusMillis(random.nextInt());
        }

        private Money money() {
            return new Money(random.nextLong(Money.MAX_MINOR), "EUR");
        }

        private int number(int bound) {
            return random.nextInt(bound);
        }

        private String text() {
            return any(TEXTS);
        }

        private <T> T any(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }

        private <T> @Nullable T maybe(T value) {
            return random.nextBoolean() ? value : null;
        }
    }
}
