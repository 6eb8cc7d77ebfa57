package dev.stampede.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.stampede.e2e.browser.Visitor.Look;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The owner works in the admin pages and in the local store's console. */
class WorkspacesIT extends BrowserTest {

    private static final String ADJUSTMENTS = "**/v1/admin/inventory/adjustments";

    @Test
    void admin_shouldShipAnOrderAndFindItsEmail() {
        var id = shop().product("Shipped boot", 1_000, 5);
        var reference = shop().buy(id, 2, email());
        shop().awaitListed(reference);
        var owner = visit(Look.LIGHT);
        signIn(owner, "/admin/orders", true);
        assertThat(owner.heading("Orders")).isVisible();
        owner.page().getByRole(AriaRole.RADIO, named("To ship")).check();
        owner.page().getByLabel("Search", exactly()).fill(DemoShop.sku(id));
        owner.page().getByLabel("Search", exactly()).press("Enter");
        assertThat(owner.page().locator("tbody tr")).hasCount(1);
        owner.page().locator("tbody a").click();

        assertThat(owner.page()).hasURL(Pattern.compile("/admin/orders/" + reference));
        assertThat(owner.heading("€20.00")).isVisible();
        owner.page().getByLabel("Carrier").fill("DHL");
        owner.page().getByLabel("Tracking number").fill("1Z999");
        owner.button("Mark as shipped").click();
        assertThat(badge(owner)).hasText("Shipped");
        assertThat(owner.page().getByText("DHL 1Z999")).isVisible();

        owner.link("Emails about it").click();
        var shipped = owner.page().locator(".mail-entry", new Page.LocatorOptions().setHasText("shipped"));
        reloadUntilVisible(owner, shipped);
        assertThat(shipped).hasClass(Pattern.compile("unread"));
        shipped.click();
        assertThat(owner.page().frameLocator("iframe").getByText("1Z999").first()).isVisible();
        assertThat(shipped).not().hasClass(Pattern.compile("unread"));
        owner.page().getByRole(AriaRole.RADIO, named("Source")).check();
        assertThat(owner.page().locator(".mail-text")).containsText("<html");
    }

    @Test
    void email_withAnInternationalizedDomain_shouldBeShownWithItsLetters() {
        var reference = shop().buy(shop().product("Umlaut boot", 1_000, 5), 1, "kunde@müller.example");
        shop().awaitListed(reference);
        var owner = visit(Look.LIGHT);

        signIn(owner, "/admin/orders/" + reference, true);
        assertThat(owner.page().getByText("kunde@müller.example")).isVisible();
        owner.goTo("/admin/orders?q=kunde@m%C3%BCller.example");
        assertThat(owner.page().locator("tbody tr")).hasCount(1);
        assertThat(owner.page().locator("tbody")).containsText("kunde@müller.example");
    }

    @Test
    void admin_shouldRefundAnOrder() {
        var reference = shop().buy(shop().product("Refunded boot", 1_000, 5), 1, email());
        var owner = visit(Look.LIGHT);
        signIn(owner, "/admin/orders/" + reference, true);
        owner.button("Refund").click();
        owner.button("Keep it").click();
        assertThat(badge(owner)).hasText("Paid");
        owner.button("Refund").click();
        owner.button("Yes, refund it").click();

        assertThat(badge(owner)).hasText("Refunded");
    }

    @Test
    void amount_thatIsNone_shouldNotBeRefunded() {
        var reference = shop().buy(shop().product("Reduced boot", 5_000, 5), 1, email());
        var owner = visit(Look.LIGHT);
        signIn(owner, "/admin/orders/" + reference, true);
        var amount = owner.page().getByLabel("Amount in EUR");
        for (var text : List.of("1,234", "1.234", "1e1", "-5", "five", "1 0")) {
            amount.fill(text);
            owner.button("Refund").click();
            assertThat(owner.page().getByText("Enter an amount like 1234.50")).isVisible();
            assertThat(owner.button("Yes, refund it")).hasCount(0);
        }
        amount.fill("0");
        owner.button("Refund").click();
        assertThat(owner.page().getByText("Enter an amount above zero")).isVisible();
        amount.fill("50.01");
        owner.button("Refund").click();
        assertThat(owner.page().getByText("At most €50.00 can be refunded")).isVisible();

        amount.fill("12,5");
        owner.button("Refund").click();
        assertThat(owner.page().getByText("€12.50 goes back to the customer.")).isVisible();
        amount.fill("13");
        assertThat(owner.button("Yes, refund it")).hasCount(0);
        owner.button("Refund").click();
        owner.button("Yes, refund it").click();

        assertThat(owner.page().getByText("€37.00 can be refunded")).isVisible();
    }

    @Test
    void partlyShippedOrder_refunded_shouldPutBackOnSaleWhatHasNotShipped() {
        var id = shop().product("Partly shipped boot", 1_000, 5);
        var reference = shop().buy(id, 3, email());
        var owner = visit(Look.LIGHT);
        signIn(owner, "/admin/orders/" + reference, true);
        owner.page().locator("#ship-" + DemoShop.sku(id)).fill("1");
        owner.button("Mark as shipped").click();
        assertThat(badge(owner)).hasText("Partly shipped");

        owner.button("Refund").click();
        assertThat(owner.page().getByText("Units that go back on sale: those that have not shipped.")).isVisible();
        owner.button("Yes, refund it").click();

        assertThat(badge(owner)).hasText("Refunded");
        await("units for sale again").atMost(DemoShop.SOON).until(() -> shop().available(id) == 4);
    }

    @Test
    void product_new_shouldHaveThePriceThatWasTyped() {
        var sku = "NEW-" + email().substring(4, 12).toUpperCase(Locale.ROOT);
        var owner = visit(Look.LIGHT);
        signIn(owner, "/admin/new-product", true);
        owner.page().getByLabel("Title").fill("New boot");
        owner.page().getByLabel("Product ID").fill(sku);
        owner.page().getByLabel("Category").fill("clothing/shoes");
        owner.page().getByLabel("SKU").fill(sku);
        owner.page().getByLabel("Price (EUR)").fill("1,299");
        owner.button("Create the draft").click();
        assertThat(owner.page().getByText("Enter an amount like 1234.50")).isVisible();
        owner.page().getByLabel("Price (EUR)").fill("12.99");
        owner.button("Create the draft").click();

        assertThat(badge(owner)).hasText("Draft");
        assertThat(owner.page().getByLabel("Price of " + sku, exactly())).hasValue("12.99");
        assertThat(shop().product(sku).at("/variants/0/price").asInt()).isEqualTo(1299);
    }

    @Test
    void twoUnits_returned_shouldBeReceivedRefundedAndRefusedAsTheShopSays() {
        var id = shop().product("Worn boot", 1_000, 5);
        var ada = visit(Look.LIGHT).takeToCheckout(id, 3).fillIn(email()).pay();
        assertThat(ada.heading("Thank you, it is yours")).isVisible();
        var reference = ada.page().locator(".order-state [data-reference]").getAttribute("data-reference");
        shop().ship(reference);
        assertThat(ada.heading("On its way to you")).isVisible();
        askForReturn(ada, 2);
        assertThat(ada.page().getByText("Return requested: 2 × Worn boot")).isVisible();
        askForReturn(ada, 1);
        assertThat(ada.page().getByText("Return requested: 1 × Worn boot")).isVisible();

        var owner = visit(Look.LIGHT);
        signIn(owner, "/admin/orders/" + reference, true);
        var returns = owner.page().getByRole(AriaRole.REGION, named("Returns")).locator("li");
        var refused = returns.filter(new Locator.FilterOptions().setHasText("1 × Worn boot"));
        refused.getByText("Refuse the return").click();
        refused.getByLabel("Why it is refused").fill("Worn outside");
        refused.getByRole(AriaRole.BUTTON).filter(new Locator.FilterOptions().setHasText("Refuse")).click();
        assertThat(ada.page().getByText("Worn outside")).isVisible();
        var received = returns.filter(new Locator.FilterOptions().setHasText("2 × Worn boot"));
        received.getByRole(AriaRole.BUTTON, approve()).click();
        received.getByRole(AriaRole.SPINBUTTON).fill("1");
        owner.button("Received, don't sell").click();
        owner.page().locator("[id^='return-'][id$='-amount']").fill("7.50");
        owner.button("Refund the return").click();
        assertThat(owner.page().getByText("€7.50 goes back to the customer for 1 × Worn boot.")).isVisible();
        owner.button("Yes, refund it").click();

        assertThat(ada.page().getByText("€7.50 refunded")).isVisible();
        assertThat(ada.page().getByText("Return received: 1 × Worn boot")).isVisible();
        assertThat(shop().available(id)).isEqualTo(2);
    }

    @Test
    void oneOfTwoUnits_returned_shouldBeRefundedAndSoldAgain() {
        var id = shop().product("Returned boot", 1_000, 5);
        var ada = visit(Look.PHONE).takeToCheckout(id, 2).fillIn(email()).pay();
        assertThat(ada.heading("Thank you, it is yours")).isVisible();
        var reference = ada.page().locator(".order-state [data-reference]").getAttribute("data-reference");
        var owner = visit(Look.LIGHT);
        signIn(owner, "/admin/orders/" + reference, true);
        owner.button("Mark as shipped").click();
        assertThat(badge(owner)).hasText("Shipped");

        assertThat(ada.heading("On its way to you")).isVisible();
        ada.page().getByLabel(Pattern.compile("Returned boot of 2")).fill("1");
        ada.page().getByLabel(Pattern.compile("What is wrong")).fill("Too big");
        ada.button("Ask for a return").click();
        assertThat(ada.page().getByText("Return requested: 1 \u00d7 Returned boot")).isVisible();

        owner.page().reload();
        assertThat(owner.page().getByText("Too big")).isVisible();
        owner.button("Approve").click();
        owner.button("Received, sell again").click();
        owner.button("Refund the return").click();
        assertThat(owner.page().getByText("The customer gets the price of 1 \u00d7 Returned boot")).isVisible();
        owner.button("Yes, refund it").click();

        assertThat(ada.page().getByText("\u20ac10.00 refunded")).isVisible();
        await("units for sale again").atMost(DemoShop.SOON).until(() -> shop().available(id) == 4);
        var found = new ArrayList<>(ada.look("order-with-return"));
        found.addAll(owner.look("admin-order-with-return"));
        assertThat(found).isEmpty();
    }

    @Test
    void customer_shouldBeToldThatThisIsForAdmins() {
        var ada = visit(Look.LIGHT);
        signIn(ada, "/admin/products", false);

        assertThat(ada.alert()).containsText("You don't have permission to do this");
        ada.button("Sign in as somebody else").click();
        authorize(ada, true);
        assertThat(ada.link("New product")).isVisible();
        assertThat(ada.page().locator("tbody tr").first()).isVisible();
        ada.button("Sign out").click();
        assertThat(ada.heading("Sign in")).isVisible();
    }

    @Test
    void adjustment_whoseAnswerIsLost_shouldBeAppliedOnce() {
        var id = shop().product("Counted boot", 1_000, 5);
        var owner = visit(Look.LIGHT);
        signIn(owner, "/admin/stock", true);
        owner.page().getByLabel("SKU").fill(DemoShop.sku(id));
        owner.button("Look up").click();
        assertThat(tile(owner, "Available")).containsText("5");
        owner.page().route(ADJUSTMENTS, route -> {
            route.fetch();
            route.abort();
        });
        owner.page().getByLabel("Units", exactly()).fill("7");
        owner.page().getByLabel("Reason").fill("Delivery 4711");
        owner.button("Adjust").click();
        assertThat(owner.alert().first()).containsText("Not known whether it was applied");

        owner.page().unroute(ADJUSTMENTS);
        owner.page().reload();
        owner.button("Send again").click();

        assertThat(owner.toast()).hasText("It was applied before");
        assertThat(tile(owner, "Available")).containsText("12");
        assertThat(owner.page().getByText("Delivery 4711")).hasCount(1);
        assertThat(shop().available(id)).isEqualTo(12);
    }

    @Test
    void shards_shouldShowTheirUnitsAndAddUp() {
        var id = shop().product("Spread boot", 1_000, 20);
        var owner = visit(Look.LIGHT);
        signIn(owner, "/admin/stock/" + DemoShop.sku(id), true);
        owner.page().getByLabel("At least").fill("4");
        owner.button("Set").click();
        assertThat(owner.page().locator(".bar")).hasCount(4);
        shop().buy(id, 3);
        assertThat(tile(owner, "Available")).containsText("17");

        owner.button("Verify now").click();
        assertThat(owner.page().getByText("Every unit is accounted for")).isVisible();
    }

    @Test
    void product_changedBySomebodyElse_shouldShowBothVersions() {
        var id = shop().product("Contested boot", 1_000, 5);
        var owner = visit(Look.LIGHT);
        signIn(owner, "/admin/products/" + id, true);
        owner.page().getByLabel("Title").fill("My boot");
        shop().price(id, "Contested boot", 1_250);
        owner.button("Save").click();

        assertThat(owner.alert()).containsText("Somebody else has changed this product");
        var price = owner.page().getByRole(AriaRole.ROW,
                new Page.GetByRoleOptions().setName(Pattern.compile(": price")));
        assertThat(price).containsText("€10.00");
        assertThat(price).containsText("€12.50");
        owner.button("Discard mine").click();
        assertThat(owner.page().getByLabel("Title")).hasValue("Contested boot");
        owner.page().getByLabel("Price of " + DemoShop.sku(id), exactly()).fill("9.90");
        owner.page().getByLabel("Status").selectOption("draft");
        owner.button("Save").click();
        assertThat(badge(owner)).hasText("Draft");
        assertThat(owner.page().getByLabel("Price of " + DemoShop.sku(id), exactly())).hasValue("9.90");
    }

    @Test
    void product_shouldGetOptionsVariantsPicturesAndAttributes() {
        var id = shop().product("Edited boot", 1_000, 5);
        var owner = visit(Look.LIGHT);
        signIn(owner, "/admin/products/" + id, true);
        var page = owner.page();

        page.getByLabel("Options").fill("size");
        page.getByLabel("Options").press("Tab");
        owner.button("Save").click();
        assertThat(page.getByText("is required").first()).isVisible();
        page.getByLabel("size of " + DemoShop.sku(id), exactly()).fill("42");
        owner.button("Add a variant").click();
        assertThat(page.getByLabel("SKU of new variant 2")).isFocused();
        page.getByLabel("SKU of new variant 2").fill(DemoShop.sku(id) + "-43");
        page.getByLabel("size of new variant 2").fill("43");
        page.getByLabel("Price of new variant 2", exactly()).fill("12.50");
        owner.button("Add a picture").click();
        page.getByLabel("URL of picture 2").fill(shop().url() + "/_local/images/side.svg");
        page.getByLabel("What picture 2 shows").fill("The side");
        owner.button("Show picture 2 first").click();
        owner.button("Add an attribute").click();
        page.getByLabel("Name of attribute 1").fill("material");
        page.getByLabel("Value of attribute 1").fill("leather, rubber");
        owner.button("Add an attribute").click();
        owner.button("Remove attribute 2").click();
        owner.button("Save").click();

        assertThat(owner.toast()).hasText("Saved");
        assertThat(page.getByLabel("size of " + DemoShop.sku(id) + "-43")).hasValue("43");
        owner.look("admin-product-edited");
        var product = shop().product(id);
        assertThat(product.at("/options/0/values").toString())
                .isEqualTo("[\"42\",\"43\"]");
        assertThat(product.at("/variants/1/price").asInt()).isEqualTo(1250);
        assertThat(product.at("/media/0/alt").asText()).isEqualTo("The side");
        assertThat(product.at("/attributes/material").toString())
                .isEqualTo("[\"leather\",\"rubber\"]");

        owner.button("Remove " + DemoShop.sku(id) + "-43").click();
        owner.button("Save").click();
        assertThat(page.getByLabel("size of " + DemoShop.sku(id) + "-43")).hasCount(0);
        await("variant").atMost(DemoShop.SOON).until(() -> shop().product(id).path("variants").size() == 1);
    }

    @Test
    void file_shouldBeImportedAndItsInvalidRowsListed() {
        var owner = visit(Look.LIGHT);
        signIn(owner, "/admin/import", true);
        owner.page().locator("input[type=file]").setInputFiles(new FilePayload("products.csv", "text/csv", """
                productId,title,category,sku,price
                imported-boot,Imported boot,clothing/shoes,IMPORTED-BOOT,1250
                broken-boot,Broken boot,clothing/shoes,BROKEN-BOOT,cheap
                """.getBytes(StandardCharsets.UTF_8)));

        assertThat(badge(owner)).hasText("Completed");
        assertThat(tile(owner, "Imported")).containsText("1");
        assertThat(owner.page().getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("broken"))))
                .containsText("price must be an integer");
    }

    @Test
    void console_shouldReplayDeadLetters() {
        shop().deadEmail("{\"lost\": \"boot\"}");
        var owner = visit(Look.LIGHT).goTo("/_local/queues");
        var letters = owner.page().getByRole(AriaRole.REGION, named("EmailsDeadLetters"));
        letters.getByText("lost").first().click();
        assertThat(letters.locator("pre")).containsText("\"boot\"");
        letters.getByRole(AriaRole.BUTTON).click();

        assertThat(owner.toast()).hasText("1 message replayed");
        assertThat(letters).hasCount(0);
    }

    @Test
    void console_shouldInvokeAFunctionAndIssueATokenThatTheStoreAccepts() {
        var owner = visit(Look.LIGHT).goTo("/_local/functions");
        owner.page().getByText("BrowseFunction", new Page.GetByTextOptions().setExact(true)).click();
        owner.page().getByLabel("Event").first().fill("{\"httpMethod\": \"GET\"}");
        owner.button("Invoke").first().click();
        assertThat(owner.page().locator(".function pre")).isVisible();

        owner.link("Tokens").click();
        owner.page().getByLabel("Subject").fill("grace");
        owner.page().getByLabel("Subject").press("Enter");
        assertThat(owner.page().locator(".facts")).containsText("grace");
        var token = owner.page().locator(".token-text").innerText();
        var status = owner.page().evaluate(
                "async (token) => (await fetch('/v1/admin/products', { headers: { Authorization: `Bearer ${token}` } })).status",
                token);
        assertThat(status).isEqualTo(200);
    }

    /** Pictures of every page, for people to look at: e2e/target/screenshots. */
    @ParameterizedTest
    @EnumSource
    void pages_shouldBeAccessible(Look look) {
        var id = shop().product("Pictured boot", 1_000, 50);
        var reference = shop().buy(id, 2, email());
        shop().awaitListed(reference);
        shop().deadEmail("{\"lost\": \"email\"}");
        var owner = visit(look).goTo("/admin");
        assertThat(owner.heading("Sign in")).isVisible();
        var found = new ArrayList<>(owner.look("admin-sign-in"));
        signIn(owner, "/admin/orders", true);
        assertThat(owner.page().locator("tbody tr").first()).isVisible();
        found.addAll(owner.look("admin-orders"));
        found.addAll(looks(owner, List.of(
                List.of("/admin/orders/" + reference, "€20.00", "admin-order"),
                List.of("/admin/orders?to=2020-01-01", "No order matches", "admin-orders-none"),
                List.of("/admin/products", "Products", "admin-products"),
                List.of("/admin/products/" + id, "Pictured boot", "admin-product"),
                List.of("/admin/new-product", "New product", "admin-new-product"),
                List.of("/admin/stock/" + DemoShop.sku(id), "Adjust", "admin-stock"),
                List.of("/admin/stock/NOTHING", "NOTHING", "admin-stock-unknown"),
                List.of("/admin/import", "Import", "admin-import"),
                List.of("/admin/reports", "Reports", "admin-reports"),
                List.of("/admin/nowhere", "Not found", "admin-not-found"),
                List.of("/_local", "Overview", "console"),
                List.of("/_local/mailbox", "Mailbox", "console-mailbox"),
                List.of("/_local/mailbox?q=zzzzzz", "Nothing found", "console-mailbox-nothing-found"),
                List.of("/_local/functions", "Functions", "console-functions"),
                List.of("/_local/queues", "Dead letters", "console-queues"),
                List.of("/_local/metrics", "Metrics", "console-metrics"),
                List.of("/_local/token", "Tokens", "console-token"))));
        owner.goTo("/_local/mailbox");
        owner.page().locator(".mail-entry").first().click();
        assertThat(owner.page().frameLocator("iframe").getByText("Stampede").first()).isVisible();
        found.addAll(owner.look("console-mail"));

        assertThat(found).isEmpty();
    }

    private static void askForReturn(Visitor customer, int units) {
        customer.page().locator("form[aria-labelledby=return] input[type=number]").fill(String.valueOf(units));
        customer.button("Ask for a return").click();
    }

    private static Locator.GetByRoleOptions approve() {
        return new Locator.GetByRoleOptions().setName("Approve").setExact(true);
    }

    /** @param pages each its address, a heading to wait for, and the name of its picture */
    private static List<String> looks(Visitor owner, List<List<String>> pages) {
        return pages.stream().flatMap(page -> {
            owner.goTo(page.get(0));
            assertThat(owner.heading(page.get(1)).first()).isVisible();
            assertThat(owner.page().locator("main [aria-busy=true]:not(button)")).hasCount(0);
            return owner.look(page.get(2)).stream();
        }).toList();
    }

    private static void signIn(Visitor visitor, String path, boolean isAdmin) {
        visitor.goTo(path);
        visitor.button("Sign in").click();
        authorize(visitor, isAdmin);
        visitor.page().waitForURL("**" + path);
    }

    private static void authorize(Visitor visitor, boolean isAdmin) {
        visitor.page().getByLabel("Email").fill(email());
        visitor.page().getByLabel("As an admin").setChecked(isAdmin);
        visitor.button("Continue").click();
    }

    /** The email may be sent after the page has looked. */
    private static void reloadUntilVisible(Visitor visitor, Locator what) {
        var deadline = System.nanoTime() + DemoShop.SOON.toNanos();
        while (what.count() == 0 && System.nanoTime() < deadline) {
            visitor.page().reload();
            visitor.page().locator(".mail-entry").first().waitFor();
        }
        assertThat(what).isVisible();
    }

    private static Locator badge(Visitor visitor) {
        return visitor.page().locator("main h1 + .badge");
    }

    private static Locator tile(Visitor visitor, String name) {
        return visitor.page().locator(".tile")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + name)));
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }
}
