package dev.stampede.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.e2e.browser.Visitor.Look;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** People buy. */
class StorefrontIT extends BrowserTest {

    @Test
    void visitor_shouldFindFilterBuyAndBeTold() {
        var ada = visit(Look.LIGHT).goTo("/");
        assertThat(ada.page().getByRole(AriaRole.REGION, named("Reduced")).locator(".price.reduced s").first())
                .containsText(Pattern.compile("instead of\\s+€\\d"));
        var search = ada.page().getByRole(AriaRole.COMBOBOX, named("Search products"));
        search.fill("arno boot");
        assertThat(ada.page().getByRole(AriaRole.OPTION)).not().hasCount(0);
        search.press("ArrowDown");
        assertThat(search).hasAttribute("aria-activedescendant", "suggestion-0");
        search.press("Escape");
        assertThat(ada.page().getByRole(AriaRole.OPTION)).hasCount(0);
        search.press("Enter");
        assertThat(ada.heading("Results for “arno boot”")).isVisible();
        assertThat(ada.link("Arno Hiking Boot")).isVisible();

        ada.link("Clothing").first().click();
        ada.link("Shoes").click();
        assertThat(ada.heading("Shoes")).isVisible();
        ada.page().getByLabel("In stock").check();
        ada.page().getByRole(AriaRole.CHECKBOX, named("Leather")).check();
        assertThat(ada.page()).hasURL(Pattern.compile("inStock=true.*attributes.material=leather"));
        ada.page().getByLabel("Sort").selectOption("-price");
        assertThat(titles(ada).first()).containsText(Pattern.compile("Hiking Boot"));
        assertThat(titles(ada).filter(new Locator.FilterOptions().setHasText("Canvas"))).hasCount(0);
        ada.page().goBack();
        assertThat(ada.page()).not().hasURL(Pattern.compile("sort="));

        ada.goTo("/products/arno-hiking-boot");
        ada.button("Add to cart").click();
        assertThat(ada.alert()).hasText("Choose the size");
        var sizes = ada.page().locator(".choices label:not(.unavailable)");
        var size = sizes.first().innerText();
        sizes.first().getByRole(AriaRole.RADIO).check();
        assertThat(ada.page()).hasURL(Pattern.compile("\\?sku=ARNO-HIKING-BOOT-EU"));
        ada.button("Add to cart").click();
        assertThat(ada.link("Cart, items: 1")).isVisible();

        ada.link("Cart, items: 1").click();
        assertThat(ada.page().getByText(size + " ·")).isVisible();
        ada.button("One more").click();
        assertThat(ada.link("Cart, items: 2")).isVisible();
        ada.link("Check out").click();
        ada.pay();
        assertThat(ada.page().getByLabel("Email")).hasAttribute("aria-invalid", "true");
        assertThat(ada.page().getByLabel("Email")).isFocused();
        var email = email();
        ada.fillIn(email).chooseCard("Approved").pay();

        assertThat(ada.heading("Thank you, it is yours")).isVisible();
        assertThat(ada.link("Cart, items: 0")).isVisible();
        var mails = new ArrayList<String>();
        await("email").atMost(DemoShop.SOON).until(() -> {
            mails.clear();
            shop().mails(email).forEach(mail -> {
                if (mail.path("subject").asText().contains("confirmed")) {
                    mails.add(mail.path("id").asText());
                }
            });
            return !mails.isEmpty();
        });
        // Another browser, which remembers no orders.
        var phone = visit(Look.PHONE).goTo("/_local/mailbox/" + mails.getFirst());
        var order = phone.page().waitForPopup(() -> phone.link("See your order").click());
        assertThat(order.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Thank you, it is yours")))
                .isVisible();

        shop().ship(reference(ada));
        assertThat(ada.heading("On its way to you")).isVisible();
        assertThat(ada.page().getByText("With DHL, tracking number 1Z999.")).isVisible();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "en-GB | Thank you for your order        | See your order    | 10.00",
            "de-DE | Vielen Dank für Ihre Bestellung | Bestellung ansehen | 10,00",
            "fr-FR | Merci pour votre commande       | Voir ma commande  | 10,00",
            "es-ES | Gracias por tu pedido           | Ver mi pedido     | 10,00"})
    void visitor_withALanguage_shouldBeWrittenToInIt(String locale, String heading, String link, String amount) {
        var id = shop().product("Teapot in " + locale, 1_000, 5);
        var email = email();
        var buyer = visit(Look.LIGHT, locale).takeToCheckout(id, 1).fillIn(email).chooseCard("Approved").pay();
        assertThat(buyer.heading("Thank you, it is yours")).isVisible();

        var mail = mail(email, locale.substring(0, 2));

        assertThat(mail.path("text").asText()).contains(heading, link, amount);
        for (var look : Look.values()) {
            var reader = visit(look, locale).goTo("/_local/mailbox/" + mail.path("id").asText());
            assertThat(reader.heading(heading)).isVisible();
            // An email has no scripts, so axe does not run in it.
            reader.photograph("mail-paid-" + locale);
            var order = reader.page().waitForPopup(() -> reader.link(link).click());
            assertThat(order.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Thank you, it is yours")))
                    .isVisible();
        }
    }

    @Test
    void buyer_withAnotherBillingAddress_shouldHaveBoth() {
        var id = shop().product("For the office", 1_000, 5);
        var ada = visit(Look.PHONE).takeToCheckout(id, 1).fillIn(email()).chooseCard("Approved");
        ada.page().getByLabel("Bill to another address").check();
        ada.pay();
        var billing = ada.page().getByRole(AriaRole.GROUP, named("Billing address"));
        assertThat(billing.getByLabel("Street and number")).hasAttribute("aria-invalid", "true");
        billing.getByLabel("Company").fill("Analytical Engines Ltd");
        billing.getByLabel("Street and number").fill("1 Dorset Street");
        billing.getByLabel("Postal code").fill("W1U 4EG");
        billing.getByLabel("City").fill("London");
        billing.getByLabel("Country").selectOption("GB");
        assertThat(ada.look("checkout-billing")).isEmpty();
        ada.pay();

        assertThat(ada.heading("Thank you, it is yours")).isVisible();
        var contact = shop().order(reference(ada)).path("contact");
        assertThat(contact.path("billingAddress").path("company").asText()).isEqualTo("Analytical Engines Ltd");
        assertThat(contact.path("billingAddress").path("country").asText()).isEqualTo("GB");
        assertThat(contact.path("shippingAddress").path("city").asText()).isEqualTo("Berlin");
        assertThat(contact.path("locale").asText()).isEqualTo("en-US");
    }

    /** The first mail to the address, once it is there. */
    private static JsonNode mail(String address, String language) {
        var found = new ArrayList<JsonNode>();
        await("email").atMost(DemoShop.SOON).until(() -> {
            shop().mails(address).forEach(found::add);
            return !found.isEmpty();
        });
        assertThat(found.getFirst().path("language").asText()).isEqualTo(language);
        return found.getFirst();
    }

    @Test
    void card_declined_shouldPayWithAnother() {
        var id = shop().product("Second chance", 1_000, 5);
        var ada = visit(Look.LIGHT).takeToCheckout(id, 1).fillIn(email()).chooseCard("Declined").pay();

        assertThat(ada.heading("The payment was declined")).isVisible();
        assertThat(ada.page().getByText("The bank declined the card.")).isVisible();
        assertThat(ada.page().getByText(Pattern.compile("Held for you for \\d:\\d\\d"))).isVisible();
        ada.chooseCard("Approved").pay();

        assertThat(ada.heading("Thank you, it is yours")).isVisible();
        assertThat(ada.page().getByText("Another card submitted")).isVisible();
    }

    @Test
    void card_thatNeedsConfirmation_shouldBeConfirmedAtTheBankAndComeBack() {
        var id = shop().product("Confirmed purchase", 1_000, 5);
        var ada = visit(Look.LIGHT).takeToCheckout(id, 1).fillIn(email()).chooseCard("Needs confirmation").pay();

        assertThat(ada.heading("Confirm your payment")).isVisible();
        ada.link("Confirm at the bank").click();
        assertThat(ada.page()).hasTitle(Pattern.compile("Sandbox bank"));
        ada.button("Confirm payment").click();
        assertThat(ada.heading("Payment confirmed")).isVisible();

        assertThat(ada.heading("Thank you, it is yours")).isVisible();
        assertThat(ada.page().getByText("The bank asked for confirmation")).isVisible();
    }

    @Test
    void card_refusedAtTheBank_shouldPayWithAnother() {
        var id = shop().product("Refused purchase", 1_000, 5);
        var ada = visit(Look.PHONE).takeToCheckout(id, 1).fillIn(email()).chooseCard("Needs confirmation").pay();
        ada.link("Confirm at the bank").click();
        ada.button("Refuse").click();

        assertThat(ada.heading("The payment was declined")).isVisible();
        assertThat(ada.page().getByText("You refused the payment at the bank.")).isVisible();
        ada.chooseCard("Approved").pay();
        assertThat(ada.heading("Thank you, it is yours")).isVisible();
    }

    @Test
    void order_cancelled_shouldGiveItsCartBack() {
        var id = shop().product("Changed mind", 1_000, 5);
        var ada = visit(Look.LIGHT).takeToCheckout(id, 1).fillIn(email()).chooseCard("Needs confirmation").pay();

        assertThat(ada.heading("Confirm your payment").first()).isVisible();
        ada.button("Cancel the order").click();
        ada.button("Yes, cancel it").click();

        assertThat(ada.heading("Cancelled")).isVisible();
        ada.button("Back to the cart").click();
        assertThat(ada.heading("Cart")).isVisible();
        assertThat(ada.link("Changed mind")).isVisible();
    }

    @Test
    void lastUnit_boughtByAnotherBeforeCheckout_shouldBeSaid() {
        var id = shop().product("Last one", 1_000, 1);
        var ada = visit(Look.LIGHT).takeToCheckout(id, 1).fillIn(email());
        shop().buy(id, 1);
        await("sold out").atMost(DemoShop.SOON).until(() -> shop().availability(id).equals("OUT"));

        ada.pay();

        assertThat(ada.alert().first()).containsText("Sold out before you ordered");
        assertThat(ada.alert().first()).containsText("nothing was charged");
        ada.button("Accept these changes").click();
        assertThat(ada.heading("There is nothing to check out")).isVisible();
        // An answer may be some seconds old.
        await("sold out on the product's page").pollInSameThread().atMost(DemoShop.SOON).until(() -> {
            ada.goTo("/products/" + id);
            assertThat(ada.heading("Last one")).isVisible();
            return ada.button("Sold out").isVisible();
        });
        assertThat(ada.button("Sold out")).isDisabled();
    }

    @Test
    void units_fewerThanWantedAtReservation_shouldBeSaid() {
        var id = shop().product("Almost gone", 1_000, 2);
        var ada = visit(Look.LIGHT).takeToCheckout(id, 2).fillIn(email());
        shop().buy(id, 1);

        ada.pay();

        assertThat(ada.heading("Not enough left")).isVisible();
        assertThat(ada.page().getByText("Only 1 left of Almost gone; you wanted 2. You were not charged.")).isVisible();
        ada.button("Back to the cart").click();
        assertThat(ada.link("Almost gone")).isVisible();
        assertThat(ada.page().getByText("Few left")).isVisible();
        assertThat(ada.page().getByText("Only 1 left of Almost gone; you wanted 2.")).isVisible();
        ada.button("Take what is left").click();
        assertThat(ada.link("Cart, items: 1")).isVisible();
        assertThat(ada.page().getByText("you wanted 2")).hasCount(0);
        ada.goTo("/checkout").fillIn(email()).pay();
        assertThat(ada.heading("Thank you, it is yours")).isVisible();
    }

    @Test
    void units_moreThanCanBeOrderedAtOnce_shouldBeReduced() {
        var id = shop().product("By the dozen", 100, 50);
        var ada = visit(Look.LIGHT).takeToCheckout(id, 21).fillIn(email()).pay();

        assertThat(ada.alert().first()).containsText("Too many of one item");
        assertThat(ada.alert().first()).containsText("By the dozen: at most 20 units can be ordered at once");
        ada.alert().first().getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("cart")).click();
        assertThat(ada.page().getByText("Few left")).hasCount(0);
        ada.button("Change the quantity").click();
        assertThat(ada.link("Cart, items: 20")).isVisible();
    }

    @Test
    void buyer_inIreland_shouldNeedNoPostalCode() {
        var id = shop().product("To Ireland", 1_000, 5);
        var ada = visit(Look.LIGHT, "de-DE").takeToCheckout(id, 1).fillIn(email());
        assertThat(ada.button("Pay €10.00")).isVisible();
        ada.page().getByLabel("Postal code").fill("");
        ada.pay();
        assertThat(ada.page().getByLabel("Postal code")).hasAttribute("aria-invalid", "true");
        ada.page().getByLabel("Country").selectOption(new SelectOption().setLabel("Ireland"));
        ada.pay();

        assertThat(ada.heading("Thank you, it is yours")).isVisible();
        assertThat(shop().order(reference(ada)).at("/contact/shippingAddress").has("postalCode")).isFalse();
    }

    @Test
    void filters_thatSayNothing_shouldBeDropped() {
        var ada = visit(Look.LIGHT).goTo("/search?q=zzzzzz&minPrice=abc&maxPrice=-5&inStock=maybe");

        assertThat(ada.heading("Nothing found")).isVisible();
        assertThat(ada.page().getByText("These have similar ones.")).hasCount(0);
        assertThat(ada.page().locator(".chip")).hasCount(0);
        ada.goTo("/search?minPrice=1000");
        assertThat(ada.page().locator(".chip")).hasText("From €10.00");
    }

    @Test
    void price_changedBeforeCheckout_shouldBeShownAndAccepted() {
        var id = shop().product("Dearer", 1_000, 5);
        var ada = visit(Look.LIGHT).takeToCheckout(id, 1).fillIn(email());
        shop().price(id, "Dearer", 1_250);

        assertThat(ada.button("Pay €10.00")).isVisible();
        ada.pay();

        assertThat(ada.alert().first()).containsText("The price has changed");
        assertThat(ada.alert().first()).containsText("€12.50");
        ada.button("Accept these changes").click();
        ada.button("Pay €12.50").click();
        assertThat(ada.heading("Thank you, it is yours")).isVisible();
    }

    @Test
    void cart_changedInAnotherWindow_shouldNotBeOrderedUnseen() {
        var id = shop().product("Two windows", 1_000, 9);
        var ada = visit(Look.LIGHT).takeToCheckout(id, 1).fillIn(email());
        var other = ada.window();
        other.navigate("/cart");
        other.getByRole(AriaRole.BUTTON, named("One more")).click();
        assertThat(other.getByRole(AriaRole.LINK, named("Cart, items: 2"))).isVisible();

        ada.pay();

        assertThat(ada.alert().first()).containsText("Your cart was changed in another window");
        ada.button("Pay €20.00").click();
        assertThat(ada.heading("Thank you, it is yours")).isVisible();
    }

    @Test
    void customer_shouldTakeTheGuestsCartAlongAndFindTheOrder() {
        var id = shop().product("Mine", 1_000, 5);
        var email = email();
        var ada = visit(Look.LIGHT).takeToCheckout(id, 1);
        signIn(ada, email);
        assertThat(ada.heading("Cart")).isVisible();
        assertThat(ada.link("Mine")).isVisible();

        ada.goTo("/checkout");
        assertThat(ada.page().getByLabel("Email")).hasValue(email);
        ada.fillIn(email).pay();
        assertThat(ada.heading("Thank you, it is yours")).isVisible();
        ada.goTo("/account");
        ada.link("Mine").click();
        assertThat(ada.heading("Thank you, it is yours")).isVisible();

        ada.goTo("/account");
        ada.button("Sign out").click();
        assertThat(ada.heading("Sign in")).isVisible();
    }

    @Test
    void keyboard_shouldReachTheContentAndFollowNavigation() {
        var ada = visit(Look.LIGHT).goTo("/");
        assertThat(ada.heading("New")).isVisible();
        ada.page().keyboard().press("Tab");
        assertThat(ada.link("Skip to the content")).isFocused();
        ada.page().keyboard().press("Enter");
        assertThat(ada.page().getByRole(AriaRole.MAIN)).isFocused();

        ada.link("Kitchen").first().focus();
        ada.page().keyboard().press("Enter");
        assertThat(ada.heading("Kitchen")).isVisible();
        assertThat(ada.page().getByRole(AriaRole.MAIN)).isFocused();
        assertThat(ada.page()).hasTitle("Kitchen – Stampede");
        assertThat(ada.page().locator("#announcer")).not().isEmpty();
    }

    @Test
    void theme_shouldBeRemembered() {
        var ada = visit(Look.LIGHT).goTo("/");
        ada.button("Use dark colors").click();
        assertThat(ada.page().locator("html")).hasAttribute("data-theme", "dark");
        ada.goTo("/cart");
        assertThat(ada.page().locator("html")).hasAttribute("data-theme", "dark");
        ada.button("Use light colors").click();
        assertThat(ada.page().locator("html")).hasAttribute("data-theme", "light");
    }

    @Test
    void failures_shouldShowTheProblemAndItsRequest() {
        var ada = visit(Look.LIGHT);
        ada.page().route("**/v1/products/by-slug/*", route -> route.fulfill(new Route.FulfillOptions()
                .setStatus(500).setContentType("application/problem+json")
                .setHeaders(Map.of("X-Correlation-Id", "corr-1"))
                .setBody(
                        "{\"type\": \"urn:stampede:problem:internal-error\", \"title\": \"An internal error occurred\", \"status\": 500}")));
        ada.goTo("/products/arno-hiking-boot");

        assertThat(ada.alert()).containsText("An internal error occurred");
        assertThat(ada.alert()).containsText("corr-1");
        ada.page().unroute("**/v1/products/by-slug/*");
        ada.button("Try again").click();
        assertThat(ada.heading("Arno Hiking Boot")).isVisible();
    }

    /** Pictures of every page, for people to look at: e2e/target/screenshots. */
    @ParameterizedTest
    @EnumSource
    void pages_shouldBeAccessible(Look look) {
        var found = new ArrayList<String>();
        var ada = visit(look);
        ada.goTo("/");
        assertThat(ada.heading("New")).isVisible();
        found.addAll(ada.look("home"));
        ada.goTo("/categories/clothing/shoes?inStock=true&sort=price");
        assertThat(titles(ada).first()).isVisible();
        found.addAll(ada.look("list"));
        ada.goTo("/search?q=runner");
        assertThat(titles(ada).first()).isVisible();
        found.addAll(ada.look("search"));
        ada.goTo("/search?q=zzzzzz");
        assertThat(ada.heading("Nothing found")).isVisible();
        found.addAll(ada.look("nothing-found"));
        ada.goTo("/nowhere");
        found.addAll(ada.look("not-found"));
        ada.goTo("/cart");
        assertThat(ada.heading("Your cart is empty")).isVisible();
        found.addAll(ada.look("cart-empty"));

        ada.goTo("/products/limited-sneaker");
        ada.button("Add to cart").click();
        assertThat(ada.toast()).containsText("is in the cart");
        found.addAll(ada.look("product"));
        ada.goTo("/cart");
        assertThat(ada.link("Check out")).isVisible();
        found.addAll(ada.look("cart"));
        ada.goTo("/checkout");
        ada.pay();
        found.addAll(ada.look("checkout-errors"));
        ada.fillIn(email()).chooseCard("Declined");
        found.addAll(ada.look("checkout"));
        ada.pay();
        assertThat(ada.heading("The payment was declined")).isVisible();
        found.addAll(ada.look("order-declined"));
        ada.chooseCard("Approved").pay();
        assertThat(ada.heading("Thank you, it is yours")).isVisible();
        found.addAll(ada.look("order-paid"));

        ada.goTo("/account");
        found.addAll(ada.look("sign-in"));
        ada.button("Sign in").click();
        assertThat(ada.page().getByLabel("Email")).isVisible();
        found.addAll(ada.look("issuer"));
        ada.page().getByLabel("Email").fill(email());
        ada.button("Continue").click();
        assertThat(ada.heading("No orders yet")).isVisible();
        found.addAll(ada.look("no-orders"));
        ada.takeToCheckout("limited-sneaker", 1).fillIn(email()).pay();
        assertThat(ada.heading("Thank you, it is yours")).isVisible();
        ada.goTo("/account");
        assertThat(ada.link("Limited Sneaker, EU 42")).isVisible();
        found.addAll(ada.look("orders"));

        assertThat(found).isEmpty();
    }

    private static void signIn(Visitor ada, String email) {
        ada.goTo("/account");
        ada.button("Sign in").click();
        ada.page().getByLabel("Email").fill(email);
        ada.button("Continue").click();
    }

    private static Locator titles(Visitor ada) {
        return ada.page().locator(".product-card h3");
    }

    private static String reference(Visitor ada) {
        return ada.page().locator(".order-state [data-reference]").getAttribute("data-reference");
    }
}
