package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Emails: their language, their addresses and their templates. */
@ExtendWith(StoreExtension.class)
class MailIT {

    private static final String TEMPLATE = "/v1/admin/mail-templates/cancelled/fr";

    private final TestShop shop;

    MailIT(TestShop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "en-GB | en | is confirmed  | €9.00",
            "de-AT | de | ist bestätigt | € 9,00",
            "fr-FR | fr | est confirmée | 9,00 €",
            "es    | es | confirmado    | 9,00 €",
            "pl-PL | en | is confirmed  | 9"})
    void order_withALocale_shouldBeMailedInItsLanguage(String locale, String language, String subject, String amount) {
        var email = TestShop.uniqueEmail();

        var orderId = order(email, "tok_approve", locale);

        var mail = mail(email);
        assertThat(mail.path("language").asText()).isEqualTo(language);
        assertThat(mail.path("subject").asText()).contains(subject);
        assertThat(mail.path("text").asText().replace('\u00A0', ' ')).contains(amount);
        assertThat(mail.path("html").asText()).contains("<html lang=\"" + language + "\">");
        assertThat(mail.path("text").asText()).contains("/orders/" + orderId);
        assertThat(shop.admin().get("/v1/orders/" + orderId).expect(200).json().path("contact").path("locale").asText())
                .isEqualTo(locale);
    }

    @Test
    void guest_whoBuysWithoutACart_shouldGetALinkToTheOrder() {
        var email = TestShop.uniqueEmail();
        var orderId = shop.guest().with("Idempotency-Key", UUID.randomUUID().toString()).post("/v1/checkout", """
                {"lines": [{"sku": "%s", "quantity": 1, "unitPrice": 450}], "currency": "EUR", "email": "%s",
                 "paymentToken": "tok_approve"}
                """.formatted(shop.product(450, 10), email)).expect(202).json().path("orderId").asText();

        assertThat(mail(email).path("text").asText()).contains("/orders/" + orderId);
    }

    @Test
    void order_withoutALocale_shouldBeMailedInTheStoresLanguage() {
        var email = TestShop.uniqueEmail();

        shop.order(shop.guest(), shop.cart(shop.guest(), shop.product(450, 10), 2), email, "tok_approve");

        assertThat(mail(email).path("language").asText()).isEqualTo("en");
    }

    @Test
    void guest_withAnInternationalDomain_shouldBeMailedAtItsAsciiForm() {
        var name = TestShop.unique("kunde");

        order(name + "@müller.example", "tok_approve", "de");

        assertThat(mail(name + "@xn--mller-kva.example").path("subject").asText()).contains("bestätigt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"josé@example.com", ".a@example.com", "a..b@example.com", "a@192.168.0.1", "a@localhost"})
    void checkout_withAnAddressThatNobodyCanMail_shouldBeRefused(String email) {
        shop.guest().post("/v1/checkout", body(email, "tok_approve", "de")).expectInvalid("email");
    }

    @Test
    void checkout_withSomethingElseThanALocale_shouldBeRefused() {
        shop.guest().post("/v1/checkout", body(TestShop.uniqueEmail(), "tok_approve", "de_DE")).expectInvalid("locale");
    }

    @Test
    void template_replaced_shouldBeUsedUntilItIsRemoved() {
        var replaced = """
                {"html": "{{<layout}}{{$heading}}Annulée{{/heading}}{{$content}}<p>Au revoir</p>{{/content}}{{/layout}}",
                 "text": "Subject: Au revoir, dit {{storeName}}\\n\\nAu revoir\\n\\n{{>lines}}"}
                """;
        shop.admin().put(TEMPLATE, replaced).expectProblem(428, "precondition-required");
        shop.admin().with("If-Match", "\"0\"")
                .put(TEMPLATE, "{\"html\": \"{{nothing}}\", \"text\": \"Subject: a\\n\\nb\"}")
                .expectInvalid("html");
        shop.customer("carol").put(TEMPLATE, replaced).expectProblem(403, "forbidden");
        assertThat(shop.admin().post(TEMPLATE + "/preview", replaced).expect(200).json().path("subject").asText())
                .startsWith("Au revoir, dit ");

        var builtIn = shop.admin().get(TEMPLATE).expect(200).header("ETag").orElseThrow();
        shop.admin().with("If-Match", builtIn).put(TEMPLATE, replaced).expect(200);
        try {
            shop.admin().with("If-Match", builtIn).put(TEMPLATE, replaced.replace("Au revoir", "Adieu"))
                    .expectProblem(412, "precondition-failed");
            var email = TestShop.uniqueEmail();
            var orderId = order(email, "tok_action", "fr");
            // An order that is cancelled by then is not asked to confirm a payment.
            shop.awaitMails(email, 1);
            shop.guest().post("/v1/orders/" + orderId + "/cancel", "{}").expect(200);

            assertThat(shop.awaitMails(email, 2)).anySatisfy(mail -> {
                assertThat(mail.path("subject").asText()).startsWith("Au revoir, dit ");
                assertThat(mail.path("html").asText()).contains("<p>Au revoir</p>", "9,00");
            });
            assertThat(shop.admin().get("/v1/admin/mail-templates").expect(200).json().path("templates")).anySatisfy(
                    entry -> assertThat(entry.path("isReplaced").asBoolean()).isTrue());
        } finally {
            shop.admin().delete(TEMPLATE).expect(204);
        }
        assertThat(shop.admin().get(TEMPLATE).expect(200).json().path("isReplaced").asBoolean()).isFalse();
    }

    private String order(String email, String token, String locale) {
        return shop.guest().post("/v1/checkout", body(email, token, locale)).expect(202).json().path("orderId")
                .asText();
    }

    private String body(String email, String token, String locale) {
        var cart = shop.cart(shop.guest(), shop.product(450, 10), 2);
        return TestShop.checkoutBody(cart, shop.version(shop.guest(), cart), email, token)
                .replaceFirst("\\{", "{\"locale\": \"" + locale + "\", ");
    }

    private JsonNode mail(String email) {
        return shop.awaitMails(email, 1).getFirst();
    }
}
