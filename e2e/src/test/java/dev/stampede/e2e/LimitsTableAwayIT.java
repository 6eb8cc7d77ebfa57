package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.local.store.LocalStore;
import java.util.HashSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A store without its table of limits: nobody is limited, and everything else works. */
class LimitsTableAwayIT {

    private static final int MORE_THAN_THE_QUOTA = 150;

    private static LocalStore local;
    private static Store store;
    private static TestShop shop;

    @BeforeAll
    static void start() {
        local = LocalStore
                .start(LeastPrivilege.enforced(LocalStore.Options.of(Project.root().resolve("template.yaml"))));
        store = Store.at(local.apiUrl().toString());
        shop = new TestShop(store);
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    @Test
    void shop_shouldStayOpen() {
        var sku = shop.product(1_000, 5);
        var ada = shop.customer(TestShop.unique("customer"));
        local.services().clients().dynamoDb().deleteTable(
                table -> table.tableName(local.template().outputs().get("LimitsTableName")));

        var cart = shop.cart(ada, sku, 1);
        var statuses = new HashSet<Integer>();
        for (var look = 0; look < MORE_THAN_THE_QUOTA; look++) {
            statuses.add(ada.get("/v1/carts/" + cart).status());
        }
        assertThat(statuses).containsExactly(200);

        var email = TestShop.uniqueEmail();
        var order = shop.order(ada, cart, email, "tok_approve");
        shop.awaitStatus(ada, order, "PAID");
        shop.awaitMails(email, 1);
    }
}
