package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.contracts.events.ProductEvent;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.CaptureFailed;
import dev.stampede.contracts.orders.Fact.CaptureRequested;
import dev.stampede.contracts.orders.Fact.CaptureSettled;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentAuthorized;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.PaymentReported;
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
import dev.stampede.contracts.orders.Fact.UnitsCancelled;
import dev.stampede.contracts.orders.Fact.UnpaidLimit;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.webhooks.EventTypes;
import dev.stampede.webhooks.WebhookEvent;
import dev.stampede.webhooks.adapters.Payloads;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What webhooks receive, compared with the contract and with what the topic sends them. */
class WebhookPayloadsTest {

    private static final Money MONEY = new Money(1000, "EUR");
    private static final List<LineUnits> UNITS = List.of(new LineUnits(new Sku("TEA"), 1));
    private static final Actor ADMIN = Actor.admin("sub");

    private static Stream<Fact> facts() {
        return Stream.of(
                Orders.placedFact(Orders.line("TEA", 2)),
                new StockRejected(List.of(new Shortage(new Sku("TEA"), 2, 1))),
                new PaymentAuthorized(0, MONEY, "charge", Orders.NOW),
                new CaptureRequested(ADMIN),
                CaptureRequested.before(new OrderShipped(
                        "DHL", "1Z999", "https://dhl.example.com/1Z999", UNITS, "key", "admin", "sub")),
                new CaptureFailed("card_declined"),
                new CaptureSettled(MONEY, "too small", ADMIN),
                new UnitsCancelled(UNITS, MONEY, UNITS, "too small", "key", "admin", "sub"),
                new PaymentCaptured(0, MONEY, "charge"),
                new PaymentCapturedLate(0, MONEY, "charge"),
                new PaymentDeclined(0, "card_declined", null),
                new OrderCancelled(Actor.STORE),
                new HoldExpired(),
                new HoldExpired(UnpaidLimit.UNITS),
                new OrderShipped("DHL", "1Z999", Actor.STORE),
                new OrderShipped(null, null, Actor.STORE),
                new OrderShipped("DHL", "1Z999", "https://dhl.example.com/1Z999", UNITS, "key", "admin", "sub"),
                new RefundRequested(RefundReason.SHOP, Actor.STORE),
                new RefundRequested(RefundReason.RETURNED, MONEY, UNITS, UNITS, 7, "too small", "key", "admin", "sub"),
                new Refunded(MONEY, "refund"),
                new Refunded(MONEY, "refund", 8),
                new RefundFailed(8, "expired_or_canceled_card"),
                new RefundRetried(8, ADMIN),
                new RefundSettled(8, MONEY, "too small", ADMIN),
                new ReturnRequested(UNITS, "too small", "key", Actor.customer("sub")),
                new ReturnApproved(7, ADMIN),
                new ReturnRefused(7, "too small", ADMIN),
                new ReturnReceived(7, UNITS, List.of(), ADMIN),
                new PaymentReported(Report.DISPUTED, "dispute", MONEY, "fraudulent"),
                new PaymentReported(Report.REFUNDED, "dispute", MONEY, null));
    }

    private static Stream<WebhookEvent> events() {
        var orders = facts()
                .map(fact -> FactItems.event(new RecordedFact(Orders.id("1"), 3, Orders.NOW, "c", fact)).toJson());
        var products = Stream.of(true, false).map(exists -> ProductEvent
                .of(new ProductId("tea"), exists, "17", Orders.NOW).toJson());
        var stock = Stream.of("sold-out", "low-stock", "back-in-stock").map(kind -> """
                {"specversion": "1.0", "id": "TEA/17", "source": "/stampede/stock", "type": "stampede.stock.%s.v1",
                "subject": "TEA", "time": "2026-06-01T12:00:00Z", "datacontenttype": "application/json",
                "data": {"sku": "TEA", "productId": "tea", "availability": "OUT", "previous": "LOW"}}
                """.formatted(kind));
        return Stream.concat(
                Stream.of(orders, products, stock).flatMap(all -> all)
                        .map(json -> Payloads.read(json).event().orElseThrow()),
                Stream.of(Payloads.test(Orders.NOW)));
    }

    @Test
    void everyType_shouldBeSentAsTheContractDescribesIt() {
        var types = new TreeSet<String>();
        assertThat(events()).allSatisfy(event -> {
            types.add(event.type());
            assertThat(Contract.STORE.violations("WebhookEvent", event.body())).as("%s %s", event.type(), event.body())
                    .isEmpty();
        });
        var expected = new TreeSet<>(EventTypes.all());
        expected.add(EventTypes.TEST);
        assertThat(types).isEqualTo(expected);
    }

    @Test
    void payloads_shouldHaveNoPersonalData() {
        assertThat(events()).allSatisfy(event -> assertThat(event.body()).doesNotContain(
                "buyer@example.com", "Bo Buyer", "Main Street", "tok_approve", "1Z999", "charge", "\"attempt\"",
                "too small", "\"key\"", "\"sub\"", "\"dispute\""));
    }

    @Test
    void contract_shouldNameTheTypesThatWebhooksReceive() {
        var schemas = Contract.STORE.document().path("components").path("schemas");
        assertThat(texts(schemas.path("EventType").path("enum"))).containsExactlyElementsOf(EventTypes.all());
        var mapped = new TreeSet<String>();
        schemas.path("WebhookEvent").path("discriminator").path("mapping").fieldNames().forEachRemaining(mapped::add);
        mapped.remove(EventTypes.TEST);
        assertThat(mapped).containsExactlyElementsOf(EventTypes.all());
    }

    @Test
    void queue_shouldReceiveTheTypesThatWebhooksReceive() {
        var subscription = Project.template(Map.of()).resource("WebhookEventsSubscription").properties();
        var types = (List<?>) ((Map<?, ?>) subscription.get("FilterPolicy")).get("type");
        assertThat(types.stream().map(String::valueOf)).containsExactlyInAnyOrderElementsOf(EventTypes.all());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }
}
