package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stampede.local.lab.capacity.Access;
import dev.stampede.local.lab.capacity.CapacityMeter;
import dev.stampede.local.lab.capacity.CapacityUse;
import dev.stampede.local.lab.capacity.CloudConditions;
import dev.stampede.local.lab.capacity.RequestMeter;
import dev.stampede.local.store.LocalStore;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What orders cost, from the checkout to the mail about the payment. */
class OrderCostIT {

    private static final int ORDERS = 10;
    private static final int CROWD = 64;
    private static final String CODE = ", \"codes\": [\"FEW\"]";

    private static final CapacityMeter METER = new CapacityMeter();
    private static LocalStore local;
    private static TestShop shop;

    @BeforeAll
    static void start() {
        var options = LocalStore.Options.of(Project.root().resolve("template.yaml"))
                .withDecorator((function, clients) -> CloudConditions.metered(METER, new RequestMeter())
                        .apply(clients));
        for (var limit : Store.UNLIMITED.entrySet()) {
            options = options.withParameter(limit.getKey(), limit.getValue());
        }
        local = LocalStore.start(options);
        shop = new TestShop(Store.at(local.apiUrl().toString()));
        shop.replace("/v1/admin/rules", """
                {"promotions": [{"name": "The first", "code": "FEW", "kind": "AMOUNT", "amount": 100, "uses": 1000}]}
                """).expect(200);
        var cart = shop.cart(shop.guest(), shop.product(1190, 5), 1);
        await("uses of the code").atMost(TestShop.SOON).until(() -> shop.guest()
                .get("/v1/carts/" + cart + "/totals?codes=FEW").json().at("/codes/0/applies").asBoolean());
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    @Test
    void orders_placedAtOnce_shouldCostNineUnitsAndFourteenWithALimitedCodeAndALimitPerCustomer() throws Exception {
        var plain = crowd(shop.product(1190, 1000), "");
        var limited = crowd(limitedProduct(), CODE);

        print("a plain order of many at once", plain, CROWD);
        print("an order with a limited code and a limit per customer of many at once", limited, CROWD);
        assertThat(plain.writeUnits() / CROWD).isLessThanOrEqualTo(9);
        assertThat(limited.writeUnits() / CROWD).isLessThanOrEqualTo(14);
    }

    /** One after another, so that none shares a transaction with others: the most that each kind can cost. */
    @Test
    void order_byItself_shouldCostTenUnitsAndTwoMoreForEachOfWhatIsLimited() {
        var plain = cost(shop.product(1190, 1000), "");
        var limited = cost(limitedProduct(), CODE);

        print("a plain order by itself", plain, ORDERS);
        print("an order with a limited code and a limit per customer by itself", limited, ORDERS);
        assertThat(plain.writeUnits() / ORDERS).isLessThanOrEqualTo(10);
        assertThat(limited.writeUnits() / ORDERS).isLessThanOrEqualTo(14);
    }

    private static String limitedProduct() {
        var sku = TestShop.unique("LIMITED");
        shop.admin().put("/v1/admin/products/" + TestShop.productOf(sku), """
                {"title": "Test", "category": "drops", "currency": "EUR",
                 "variants": [{"sku": "%s", "price": 1190, "maxPerCustomer": 2}]}
                """.formatted(sku)).expect(201);
        shop.adjust(sku, 1000);
        await("stock of " + sku).atMost(TestShop.SOON)
                .until(() -> !shop.availability(TestShop.productOf(sku)).equals("OUT"));
        return sku;
    }

    /** Places orders at once. */
    private static CapacityUse crowd(String sku, String codes) throws Exception {
        cost(sku, codes);
        var before = METER.snapshot();
        try (var threads = Executors.newFixedThreadPool(CROWD)) {
            var buyers = IntStream.range(0, CROWD).<Callable<Placed>> mapToObj(_ -> () -> place(sku, codes)).toList();
            for (var placed : threads.invokeAll(buyers)) {
                awaitMailed(placed.get());
            }
        }
        return METER.snapshot().minus(before);
    }

    /** Places orders one after another, each once the one before is paid and mailed. */
    private static CapacityUse cost(String sku, String codes) {
        var before = METER.snapshot();
        for (var number = 0; number < ORDERS; number++) {
            awaitMailed(place(sku, codes));
        }
        return METER.snapshot().minus(before);
    }

    private record Placed(String orderId, String email) {}

    private static Placed place(String sku, String codes) {
        var email = TestShop.uniqueEmail();
        var order = shop.guest().with("Idempotency-Key", UUID.randomUUID().toString()).post("/v1/checkout", """
                {"lines": [{"sku": "%s", "quantity": 1, "unitPrice": 1190}], "currency": "EUR", "email": "%s",
                 "name": "Bo Buyer", "paymentToken": "tok_approve",
                 "shippingAddress": {"line1": "1 Main Street", "city": "Springfield", "region": "IL",
                   "postalCode": "12345", "country": "US"}%s}
                """.formatted(sku, email, codes)).expect(202).json();
        return new Placed(order.path("orderId").asText(), email);
    }

    private static void awaitMailed(Placed order) {
        shop.awaitStatus(shop.guest(), order.orderId(), "PAID");
        shop.awaitMails(order.email(), 1);
    }

    private static void print(String what, CapacityUse use, int orders) {
        System.out.printf(Locale.ROOT, "%.2f write units: %s%n", use.writeUnits() / orders, what);
        for (var resource : use.resources()) {
            var units = use.units(resource, Access.WRITE) / orders;
            if (units > 0) {
                System.out.printf(Locale.ROOT, "  %.2f %s%n", units, resource);
            }
        }
    }
}
