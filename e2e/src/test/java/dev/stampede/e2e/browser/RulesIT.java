package dev.stampede.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.stampede.e2e.browser.Visitor.Look;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Shipping and taxes, from the owner's form to the customer's order. */
class RulesIT extends BrowserTest {

    @Test
    void rules_thatTheOwnerSaves_shouldBeWhatShoppersPay() {
        var id = shop().product("Shipped boot", 1_000, 20);
        var owner = visit(Look.LIGHT);
        signIn(owner, "/admin/rules");
        assertThat(owner.heading("Shipping and taxes")).isVisible();
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
        fill(owner, "shippingZones[0].methods[1].steps[0].price", "12");
        owner.button("Save").click();
        assertThat(owner.toast()).containsText("Saved");
        assertThat(owner.page().locator("[name='shippingZones[0].methods[0].freeFrom']")).hasValue("50");

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
        looks(ada, owner, id);
    }

    /** In all looks, with pictures. */
    private void looks(Visitor ada, Visitor owner, String id) {
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
