package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.local.store.LocalStore;
import dev.stampede.runtime.events.ParkedRecord;
import dev.stampede.runtime.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A record that a function cannot read or handle is parked with its image, holds nothing up, and can be replayed. */
@ExtendWith(StoreExtension.class)
class ParkedRecordsIT {

    private final Store store;
    private final TestShop shop;
    private final LocalStore inside;
    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;
    private final String queueUrl;

    ParkedRecordsIT(Store store, TestShop shop) {
        this.store = store;
        this.shop = shop;
        this.inside = store.inside();
        this.dynamoDb = inside.services().clients().dynamoDb();
        this.sqs = inside.services().clients().sqs();
        this.queueUrl = inside.services().stack()
                .queueUrl(inside.template().resource("ParkedRecordsQueue").physicalName());
    }

    @BeforeEach
    @AfterEach
    void queueIsEmpty() {
        receive().forEach(this::delete);
        assertThat(receive()).isEmpty();
    }

    @Test
    void unreadableOrder_shouldBeParkedHoldNothingUpAndBePaidOnceItIsReadable() {
        var sku = shop.product(1200, 20);
        var model = paidOrder(sku);
        var key = OrderKey.ofKey("test", TestShop.unique("order"));
        var readable = copyOfFirstFact(new OrderKey(model).orderId(), key.orderId());
        var unreadable = new HashMap<>(readable);
        unreadable.put(FactItems.DATA, AttributeValue.fromS("{"));
        put("OrdersTable", unreadable);

        for (var count = 0; count < 3; count++) {
            paidOrder(sku);
        }
        awaitParked("ReservationsFunction", "RelayFunction");
        assertThat(parked()).allSatisfy(record -> {
            assertThat(record.reason()).isEqualTo(ParkedRecord.Reason.UNREADABLE);
            assertThat(record.record().at("/dynamodb/NewImage/orderId/S").asText()).isEqualTo(key.orderId().value());
            assertThat(record.record().at("/dynamodb/NewImage/data/S").asText()).isEqualTo("{");
        });

        var tooEarly = replay();
        assertThat(tooEarly.json().path("replayed").asInt()).isZero();
        assertThat(tooEarly.json().path("remaining")).hasSize(2);
        assertThat(parked()).hasSize(2);

        put("OrdersTable", readable);
        rewriteParked(body -> body.replace("{\"S\":\"{\"}",
                "{\"S\":" + quoted(readable.get(FactItems.DATA).s()) + "}"));
        var replayed = replay();
        assertThat(replayed.json().path("replayed").asInt()).as("%s", replayed).isEqualTo(2);
        shop.awaitStatus(shop.guest(), key.value(), "PAID");
        assertThat(shop.available(sku)).isEqualTo(20 - 5);
    }

    @Test
    void orderWhoseStockIsBroken_shouldBeParkedHoldNothingUpAndBePaidAfterTheStockIsMended() {
        var broken = shop.product(1300, 10);
        var sound = shop.product(1400, 10);
        var settings = Map.of("pk", AttributeValue.fromS("sku#" + broken));
        var buyer = shop.guest();
        var cart = shop.cart(buyer, broken, 1);
        setShards(settings, AttributeValue.fromS("one"));

        var email = TestShop.uniqueEmail();
        var orderId = shop.order(buyer, cart, email, "tok_approve");
        for (var count = 0; count < 3; count++) {
            paidOrder(sound);
        }
        awaitParked("ReservationsFunction");
        assertThat(parked().getFirst().reason()).isEqualTo(ParkedRecord.Reason.FAILED);

        setShards(settings, AttributeValue.fromN("1"));
        assertThat(replay().json().path("replayed").asInt()).isEqualTo(1);
        shop.awaitStatus(buyer, orderId, "PAID");
        shop.awaitMails(email, 1);
        assertThat(shop.available(broken)).isEqualTo(9);
    }

    @Test
    void unreadableShardOfStock_shouldBeParkedAndHoldNothingUp() {
        var key = "shard#?" + TestShop.unique("broken") + "#0";
        put("InventoryTable", Map.of("pk", AttributeValue.fromS(key), "sku", AttributeValue.fromS("?"),
                "shard", AttributeValue.fromN("0")));

        shop.product(1500, 3);

        awaitParked("AvailabilityFunction");
        assertThat(parked().getFirst().record().at("/dynamodb/NewImage/pk/S").asText()).isEqualTo(key);
        var sku = shop.product(1600, 2);
        rewriteParked(body -> body.replace("{\"S\":\"?\"}", "{\"S\":\"" + sku + "\"}"));
        assertThat(replay().json().path("replayed").asInt()).isEqualTo(1);
        remove("InventoryTable", key);
    }

    @Test
    void unreadableSkuOfTheCatalog_shouldBeParkedByBothReadersAndHoldNothingUp() {
        var listener = store.stockEvents();
        var key = "sku#?" + TestShop.unique("broken");
        var item = new HashMap<>(Map.of("pk", AttributeValue.fromS(key), "sku", AttributeValue.fromS("?"),
                "availability", AttributeValue.fromS("IN_STOCK")));
        put("CatalogTable", item);
        item.put("availability", AttributeValue.fromS("OUT"));
        put("CatalogTable", item);

        var sku = shop.product(1700, 20);

        await("news of " + sku).atMost(TestShop.SOON).until(() -> !listener.heardOf(sku).isEmpty());
        awaitParked("AvailabilityFunction", "CatalogEventsFunction");
        assertThat(parked()).allSatisfy(record -> assertThat(record.record().at("/dynamodb/Keys/pk/S").asText())
                .isEqualTo(key));
        remove("CatalogTable", key);
    }

    private String paidOrder(String sku) {
        var buyer = shop.guest();
        var orderId = shop.order(buyer, shop.cart(buyer, sku, 1), TestShop.uniqueEmail(), "tok_approve");
        shop.awaitStatus(buyer, orderId, "PAID");
        return orderId;
    }

    /** What a newer version would have written for another order. */
    private Map<String, AttributeValue> copyOfFirstFact(OrderId model, OrderId orderId) {
        var item = new HashMap<>(dynamoDb.getItem(get -> get.tableName(table("OrdersTable")).consistentRead(true)
                .key(Map.of(FactItems.ORDER_ID, AttributeValue.fromS(model.value()), FactItems.SEQ,
                        AttributeValue.fromN("0"))))
                .item());
        item.put(FactItems.ORDER_ID, AttributeValue.fromS(orderId.value()));
        item.put(FactItems.PLACED,
                AttributeValue.fromS(item.get(FactItems.PLACED).s().replace(model.value(), orderId.value())));
        return item;
    }

    private void setShards(Map<String, AttributeValue> settings, AttributeValue shards) {
        dynamoDb.updateItem(update -> update.tableName(table("InventoryTable")).key(settings)
                .updateExpression("SET shards = :shards").expressionAttributeValues(Map.of(":shards", shards)));
    }

    private void put(String table, Map<String, AttributeValue> item) {
        dynamoDb.putItem(put -> put.tableName(table(table)).item(item));
    }

    private void remove(String table, String key) {
        dynamoDb.deleteItem(delete -> delete.tableName(table(table)).key(Map.of("pk", AttributeValue.fromS(key))));
    }

    private String table(String logicalId) {
        return inside.template().resource(logicalId).physicalName();
    }

    private void awaitParked(String... functions) {
        var names = List.of(functions).stream().map(function -> inside.template().function(function).name()).toList();
        await("parked records").atMost(TestShop.SOON).untilAsserted(() -> assertThat(parked())
                .extracting(ParkedRecord::function).containsExactlyInAnyOrderElementsOf(names));
    }

    private Answer replay() {
        return shop.guest().post("/_local/replay", "{}").expect(200);
    }

    private List<ParkedRecord> parked() {
        return receive().stream().map(Message::body).map(ParkedRecord::parse).toList();
    }

    /** Messages stay where they are: they are visible again at once. */
    private List<Message> receive() {
        return sqs.receiveMessage(receive -> receive.queueUrl(queueUrl).maxNumberOfMessages(10).visibilityTimeout(0))
                .messages();
    }

    /** As if the records had been parked with images that can be read by now. */
    private void rewriteParked(UnaryOperator<String> change) {
        var bodies = new ArrayList<String>();
        receive().forEach(message -> {
            bodies.add(change.apply(message.body()));
            delete(message);
        });
        bodies.forEach(body -> sqs.sendMessage(send -> send.queueUrl(queueUrl).messageBody(body)));
    }

    private void delete(Message message) {
        sqs.deleteMessage(delete -> delete.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
    }

    private static String quoted(String json) {
        return Json.write(json);
    }
}
