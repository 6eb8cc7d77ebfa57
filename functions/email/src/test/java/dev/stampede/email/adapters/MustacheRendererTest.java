package dev.stampede.email.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.stampede.email.MailContent;
import dev.stampede.email.MailTemplate;
import dev.stampede.email.Mail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MustacheRendererTest {

    private static final String ORDER = "ref_00000000000000000000000000000000";
    private static final Map<MailTemplate, Map<String, Object>> DETAILS = Map.of(
            MailTemplate.PAID, Map.of("amount", "35.00 EUR"),
            MailTemplate.OUT_OF_STOCK,
            Map.of("shortages", List.of(Map.of("name", "Field notebook", "requested", 2, "available", 1))),
            MailTemplate.PAYMENT_DECLINED, Map.of("reason", "insufficient funds", "until", "1 June 2026, 12:15 UTC"),
            MailTemplate.PAYMENT_ACTION,
            Map.of("url", "https://pay.example.com/confirm?a=1&b=2", "until", "1 June 2026, 12:15 UTC"),
            MailTemplate.CANCELLED, Map.of(),
            MailTemplate.EXPIRED, Map.of(),
            MailTemplate.SHIPPED, Map.of("carrier", "DHL", "trackingNumber", "JD0146"),
            MailTemplate.REFUNDED, Map.of("amount", "35.00 EUR", "isCancelled", true, "isSoldOut", false,
                    "isReplaced", false));

    private final MustacheRenderer renderer = new MustacheRenderer("Tea & Sons");

    @ParameterizedTest
    @EnumSource
    void render_anyTemplate_shouldShowTheOrderInBothForms(MailTemplate template) {
        var mail = render(template, DETAILS.get(template));

        assertThat(mail.to()).isEqualTo("buyer@example.com");
        assertThat(mail.subject()).contains("Tea & Sons").doesNotContain("\n", "{", "Subject");
        assertThat(mail.text())
                .startsWith(heading(mail))
                .contains("2 x Field notebook, 12.50 EUR each: 25.00 EUR", "1 x Ink <black>, 10.00 EUR each: 10.00 EUR")
                .contains("Total: 35.00 EUR", "Order " + ORDER, "an order at Tea & Sons.")
                .doesNotContain("{{", "}}", "Subject:", "&amp;", "\n\n\n");
        assertThat(mail.html())
                .startsWith("<!DOCTYPE html>")
                .contains("Field notebook", "2 &times; 12.50 EUR", "25.00 EUR", "35.00 EUR", "Order " + ORDER)
                .contains("Tea &amp; Sons", "Ink &lt;black&gt;")
                .doesNotContain("{{", "}}", "<black>", "Tea & Sons");
    }

    @ParameterizedTest
    @EnumSource
    void render_withALinkToTheOrder_shouldHaveItInBothForms(MailTemplate template) {
        var details = new HashMap<>(DETAILS.get(template));
        details.put("orderUrl", "https://shop.example.com/orders/ord_1");

        var mail = render(template, details);

        assertThat(mail.text()).contains("See your order: https://shop.example.com/orders/ord_1\n")
                .doesNotContain("\n\n\n");
        assertThat(href(mail.html())).isEqualTo("https://shop.example.com/orders/ord_1");
        assertThat(render(template, DETAILS.get(template)).html()).doesNotContain("See your order");
    }

    @Test
    void render_hostileValues_shouldBeEscaped() {
        var hostile = "<script>alert(\"x\")</script>' onclick='y";
        var mail = render(MailTemplate.SHIPPED, Map.of("carrier", hostile, "trackingNumber", hostile));
        assertThat(mail.html()).doesNotContain("<script", "' onclick").contains("&lt;script&gt;");
        assertThat(mail.text()).contains(hostile);
    }

    @Test
    void render_paid_shouldSayWhatWasReceivedAndWhatIsNext() {
        var mail = render(MailTemplate.PAID, DETAILS.get(MailTemplate.PAID));
        assertThat(mail.subject()).isEqualTo("Your Tea & Sons order is confirmed");
        assertThat(mail.text()).contains("We've received your payment of 35.00 EUR",
                "We'll email you again when it ships");
        assertThat(mail.html()).contains("<strong>35.00 EUR</strong>", "We'll email you again when it ships");
    }

    @Test
    void render_outOfStock_shouldSayWhatIsMissing() {
        var mail = render(MailTemplate.OUT_OF_STOCK, DETAILS.get(MailTemplate.OUT_OF_STOCK));
        assertThat(mail.text()).contains("Field notebook: 2 ordered, 1 available", "You haven't been charged");
        assertThat(mail.html()).contains("Field notebook: 2 ordered, 1 available", "You haven't been charged");
    }

    @Test
    void render_declined_shouldSayWhyAndUntilWhen() {
        var mail = render(MailTemplate.PAYMENT_DECLINED, DETAILS.get(MailTemplate.PAYMENT_DECLINED));
        assertThat(mail.text()).contains("insufficient funds", "until 1 June 2026, 12:15 UTC");
        assertThat(mail.html()).contains("insufficient funds", "1 June 2026, 12:15 UTC");
    }

    @Test
    void render_action_shouldLinkToIt() {
        var mail = render(MailTemplate.PAYMENT_ACTION, DETAILS.get(MailTemplate.PAYMENT_ACTION));
        assertThat(mail.text()).contains("https://pay.example.com/confirm?a=1&b=2");
        assertThat(href(mail.html())).isEqualTo("https://pay.example.com/confirm?a=1&b=2");
    }

    @Test
    void render_shippedWithoutDetails_shouldLeaveThemOut() {
        var mail = render(MailTemplate.SHIPPED, Map.of("carrier", "", "trackingNumber", ""));
        assertThat(mail.text()).contains("Your order has shipped.\n").doesNotContainIgnoringCase("tracking number");
        assertThat(mail.html()).doesNotContainIgnoringCase("tracking number", "<strong></strong>");
    }

    @Test
    void render_shipped_shouldNameCarrierAndNumber() {
        var mail = render(MailTemplate.SHIPPED, DETAILS.get(MailTemplate.SHIPPED));
        assertThat(mail.text()).contains("shipped with DHL.", "JD0146");
        assertThat(mail.html()).contains("<strong>DHL</strong>", "<strong>JD0146</strong>");
    }

    @Test
    void render_refunded_shouldGiveTheReasonIfThereIsOne() {
        assertThat(refund("isCancelled").text())
                .contains("has been cancelled")
                .doesNotContain("sold out", "placed the same order");
        assertThat(refund("isSoldOut").text())
                .contains("sold out")
                .doesNotContain("has been cancelled", "placed the same order");
        assertThat(refund("isReplaced").text())
                .contains("placed the same order")
                .doesNotContain("sold out", "has been cancelled");
        assertThat(refund("").text())
                .contains("refunded 35.00 EUR")
                .doesNotContain("sold out", "has been cancelled", "placed the same order");
    }

    @Test
    void render_contentWithoutAValueThatTheTemplateUses_shouldFail() {
        assertThatException().isThrownBy(() -> render(MailTemplate.PAID, Map.of()));
    }

    /** @param reason the one that is true, if any */
    private Mail refund(String reason) {
        var values = new HashMap<String, Object>(Map.of("amount", "35.00 EUR"));
        for (var flag : List.of("isCancelled", "isSoldOut", "isReplaced")) {
            values.put(flag, flag.equals(reason));
        }
        return render(MailTemplate.REFUNDED, values);
    }

    private Mail render(MailTemplate template, Map<String, Object> details) {
        var values = new HashMap<>(details);
        values.put("orderId", ORDER);
        values.put("lines", List.of(
                line("Field notebook", 2, "12.50 EUR", "25.00 EUR"),
                line("Ink <black>", 1, "10.00 EUR", "10.00 EUR")));
        values.put("total", "35.00 EUR");
        values.put("subtotal", "");
        for (var rows : List.of("discounts", "shipping", "shippingDiscounts", "addedTaxes", "includedTaxes")) {
            values.put(rows, List.of());
        }
        values.putIfAbsent("orderUrl", "");
        return renderer.render(new MailContent(template, values), "buyer@example.com");
    }

    private static Map<String, Object> line(String name, int quantity, String unitPrice, String lineTotal) {
        return Map.of("name", name, "quantity", quantity, "unitPrice", unitPrice, "lineTotal", lineTotal);
    }

    /** The title, which is the heading too. */
    private static String heading(Mail mail) {
        var heading = mail.html().replaceFirst("(?s).*<title>(.*)</title>.*", "$1");
        assertThat(mail.html()).contains(">" + heading + "</h1>");
        return heading;
    }

    /** The link's address, as a browser reads the attribute. */
    private static String href(String html) {
        return html.replaceFirst("(?s).*<a href=\"([^\"]*)\".*", "$1").replace("&#x3D;", "=").replace("&amp;", "&");
    }
}
