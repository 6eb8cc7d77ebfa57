package dev.stampede.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.stampede.e2e.browser.Visitor.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Shipping, taxes, promotions and limits, from the owner's form to the customer's order. */
class RulesIT extends BrowserTest {

    private static final String COLLECTOR = "collector@example.com";

    @Test
    void rules_thatTheOwnerSaves_shouldBeWhatShoppersPay() {
        var id = shop().product("Shipped boot", 1_000, 20);
        var owner = visit(Look.LIGHT);
        signIn(owner, "/admin/rules");
        assertThat(owner.heading("Shipping, taxes and promotions")).isVisible();
        owner.button("Add a zone").click();
        fill(owner, "shippingZones[0].name", "Germany");
        fill(owner, "shippingZones[0].places", "DE");
        fill(owner, "shippingZones[0].methods[0].name", "Standard");
        fill(owner, "shippingZones[0].methods[0].steps[0].price", "4.90");
        fill(owner, "shippingZones[0].methods[0].freeFrom", "50");
        owner.button("Add a method").click();
        fill(owner, "shippingZones[0].methods[1].name", "Express");
        owner.button("Save").click();
        assertThat(owner.page().locator("[name='shippingZones[0].methods[1].steps[0].price']"))
                .hasAttribute("aria-invalid", "true");
        fill(owner, "shippingZones[0].methods[0].freeFrom", "1,500");
        fill(owner, "shippingZones[0].methods[1].steps[0].price", "1,200");
        owner.button("Save").click();
        assertThat(owner.page().getByText("Enter an amount like 1234.50")).hasCount(2);
        fill(owner, "shippingZones[0].methods[0].freeFrom", "50");
        fill(owner, "shippingZones[0].methods[1].steps[0].price", "12");
        owner.button("Save").click();
        assertThat(owner.toast()).containsText("Saved");
        assertThat(owner.page().locator("[name='shippingZones[0].methods[0].freeFrom']")).hasValue("50.00");

        var ada = visit(Look.LIGHT).takeToCheckout(id, 1);
        assertThat(ada.page().getByRole(AriaRole.RADIO, beginning("Standard"))).isChecked();
        assertThat(ada.button("Pay \u20ac14.90")).isVisible();
        ada.page().getByRole(AriaRole.RADIO, beginning("Express")).check();
        assertThat(ada.button("Pay \u20ac22.00")).isVisible();
        ada.page().getByLabel("Country").selectOption("FR");
        assertThat(ada.page().getByText("We do not ship there")).isVisible();
        ada.page().getByLabel("Country").selectOption("DE");
        ada.page().getByRole(AriaRole.RADIO, beginning("Standard")).check();
        ada.fillIn("ada@example.com");
        ada.button("Pay \u20ac14.90").click();

        assertThat(ada.heading("Thank you, it is yours")).isVisible();
        assertThat(ada.page().getByText("Shipping: Standard")).isVisible();
        assertThat(ada.page().getByText("Includes \u20ac2.38 VAT 19%")).isVisible();
        owner.goTo(
                "/admin/orders/" + ada.page().locator(".order-state [data-reference]").getAttribute("data-reference"));
        assertThat(owner.page().getByText("Shipping: Standard")).isVisible();
        assertThat(owner.heading("\u20ac14.90")).isVisible();
        promotions(owner, id);
        var limited = limit(owner);
        looks(ada, owner, id, limited);
    }

    /** A code that the owner sets up, in the shopper's cart, checkout and order. */
    private void promotions(Visitor owner, String id) {
        owner.goTo("/admin/rules");
        owner.button("Add a promotion").click();
        fill(owner, "promotions[0].name", "Ten percent off");
        fill(owner, "promotions[0].code", "ten");
        fill(owner, "promotions[0].uses", "5");
        fill(owner, "promotions[0].percent", "10");
        owner.button("Add a promotion").click();
        fill(owner, "promotions[1].name", "Large order");
        fill(owner, "promotions[1].code", "LARGE");
        fill(owner, "promotions[1].percent", "20");
        fill(owner, "promotions[1].conditions.minSubtotal", "100");
        owner.button("Add a promotion").click();
        fill(owner, "promotions[2].name", "The first order");
        fill(owner, "promotions[2].code", "ONCE");
        fill(owner, "promotions[2].uses", "1");
        fill(owner, "promotions[2].percent", "5");
        owner.button("Save").click();
        assertThat(owner.toast()).containsText("Saved");
        assertThat(owner.page().locator("[name='promotions[0].code']")).hasValue("TEN");
        assertThat(owner.page().getByText("5 left")).isVisible();

        var eve = visit(Look.LIGHT).takeToCheckout(id, 1);
        eve.goTo("/cart");
        eve.page().getByLabel("Promotion code").fill("nope");
        eve.button("Apply").click();
        assertThat(eve.page().getByText("there is no such code")).isVisible();
        eve.button("Remove the code NOPE").click();
        eve.page().getByLabel("Promotion code").fill("ten");
        eve.button("Apply").click();
        assertThat(eve.page().getByText("Ten percent off")).isVisible();
        eve.page().getByLabel("Promotion code").fill("once");
        eve.button("Apply").click();
        assertThat(eve.page().getByText("The first order")).isVisible();
        eve.goTo("/checkout");
        assertThat(eve.button("Pay \u20ac13.45")).isVisible();
        eve.fillIn("eve@example.com");
        eve.button("Pay \u20ac13.45").click();
        assertThat(eve.heading("Thank you, it is yours")).isVisible();
        assertThat(eve.page().getByText("Ten percent off")).isVisible();
        assertThat(eve.page().getByText("The first order")).isVisible();
    }

    /** A product of which a customer can have one unit, and a customer who has it. */
    private String limit(Visitor owner) {
        var id = shop().product("Numbered boot", 1_000, 20);
        owner.goTo("/admin/products/" + id);
        fill(owner, "variants[0].maxPerCustomer", "1");
        owner.button("Save").click();
        assertThat(owner.toast()).containsText("Saved");
        assertThat(owner.page().locator("[name='variants[0].maxPerCustomer']")).hasValue("1");
        var collector = visit(Look.LIGHT).takeToCheckout(id, 1);
        assertThat(collector.button("Pay \u20ac14.90")).isVisible();
        collector.fillIn(COLLECTOR).pay();
        assertThat(collector.heading("Thank you, it is yours")).isVisible();
        return id;
    }

    /** A shopper whose cart has a code that applies, one whose condition it does not meet, and one that is used up. */
    private List<String> codes(Look look, String id) {
        var shopper = visit(look).takeToCheckout(id, 2);
        shopper.goTo("/cart");
        for (var code : List.of("TEN", "LARGE", "ONCE")) {
            shopper.page().getByLabel("Promotion code").fill(code);
            shopper.button("Apply").click();
            assertThat(shopper.button("Remove the code " + code)).isVisible();
        }
        assertThat(shopper.page().getByText("from \u20ac100.00")).isVisible();
        assertThat(shopper.page().getByText("used up")).isVisible();
        var found = new ArrayList<>(shopper.look("cart-with-codes"));
        shopper.goTo("/checkout");
        assertThat(shopper.button("Pay \u20ac22.90")).isVisible();
        assertThat(shopper.page().getByText("used up")).isVisible();
        found.addAll(shopper.look("checkout-with-codes"));
        return found;
    }

    /** A customer who has as many as they can, and orders one more. */
    private List<String> refusal(Look look, String limited) {
        var collector = visit(look);
        collector.goTo("/products/" + limited);
        assertThat(collector.page().getByText("Per customer")).isVisible();
        var found = new ArrayList<>(collector.look("product-with-limit"));
        collector.takeToCheckout(limited, 1);
        assertThat(collector.button("Pay \u20ac14.90")).isVisible();
        collector.fillIn(COLLECTOR.toUpperCase(Locale.ROOT)).pay();
        assertThat(collector.heading("More than one customer can have")).isVisible();
        found.addAll(collector.look("order-above-limit"));
        return found;
    }

    /** In all looks, with pictures. */
    private void looks(Visitor ada, Visitor owner, String id, String limited) {
        var found = new ArrayList<String>();
        found.addAll(ada.look("order-with-shipping"));
        found.addAll(owner.look("admin-order-with-shipping"));
        for (var look : Look.values()) {
            var shopper = visit(look).takeToCheckout(id, 2);
            assertThat(shopper.page().getByRole(AriaRole.RADIO, beginning("Standard"))).isChecked();
            assertThat(shopper.button("Pay \u20ac24.90")).isVisible();
            found.addAll(shopper.look("checkout-with-shipping"));
            shopper.goTo("/cart");
            assertThat(shopper.page().getByText("Shipping is added at checkout")).isVisible();
            found.addAll(shopper.look("cart-with-taxes"));
            var admin = visit(look);
            signIn(admin, "/admin/rules");
            assertThat(admin.heading("Shipping zones")).isVisible();
            found.addAll(admin.look("admin-rules"));
            admin.goTo("/admin/products/" + limited);
            assertThat(admin.page().locator("[name='variants[0].maxPerCustomer']")).hasValue("1");
            found.addAll(admin.look("admin-product-with-limit"));
            found.addAll(codes(look, id));
            found.addAll(refusal(look, limited));
        }
        Assertions.assertThat(found).isEmpty();
    }

    private static void fill(Visitor owner, String name, String value) {
        owner.page().locator("[name='" + name + "']").fill(value);
    }

    private static Page.GetByRoleOptions beginning(String name) {
        return new Page.GetByRoleOptions().setName(Pattern.compile("^" + name));
    }

    private static void signIn(Visitor visitor, String path) {
        visitor.goTo(path);
        visitor.button("Sign in").click();
        visitor.page().getByLabel("Email").fill("owner@example.com");
        visitor.page().getByLabel("As an admin").setChecked(true);
        visitor.button("Continue").click();
        visitor.page().waitForURL("**" + path);
    }
}
