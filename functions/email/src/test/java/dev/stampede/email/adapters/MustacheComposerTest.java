package dev.stampede.email.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.stampede.email.Letter;
import dev.stampede.email.Letter.Topic;
import dev.stampede.email.Mail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MustacheComposerTest {

    private static final String ORDER = "ref_00000000000000000000000000000000";
    private static final Map<Topic, Map<String, Object>> DETAILS = Map.of(
            Topic.PAID, Map.of("amount", "35.00 EUR"),
            Topic.OUT_OF_STOCK,
            Map.of("shortages", List.of(Map.of("name", "Field notebook", "requested", 2, "available", 1))),
            Topic.PAYMENT_DECLINED, Map.of("reason", "insufficient funds", "until", "1 June 2026, 12:15 UTC"),
            Topic.PAYMENT_ACTION,
            Map.of("url", "https://pay.example.com/confirm?a=1&b=2", "until", "1 June 2026, 12:15 UTC"),
            Topic.CANCELLED, Map.of(),
            Topic.EXPIRED, Map.of(),
            Topic.SHIPPED, Map.of("carrier", "DHL", "trackingNumber", "JD0146"),
            Topic.REFUNDED, Map.of("amount", "35.00 EUR", "isCancelled", true, "isSoldOut", false,
                    "isReplaced", false));

    private final MustacheComposer composer = new MustacheComposer("Tea & Sons");

    @ParameterizedTest
    @EnumSource
    void compose_anyLetter_shouldShowTheOrderInBothForms(Topic topic) {
        var mail = compose(topic, DETAILS.get(topic));

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

    @Test
    void compose_hostileWords_shouldStayText() {
        var hostile = "<script>alert(\"x\")</script>' onclick='y";
        var mail = compose(Topic.SHIPPED, Map.of("carrier", hostile, "trackingNumber", hostile));
        assertThat(mail.html()).doesNotContain("<script", "' onclick").contains("&lt;script&gt;");
        assertThat(mail.text()).contains(hostile);
    }

    @Test
    void compose_paid_shouldSayWhatWasReceivedAndWhatIsNext() {
        var mail = compose(Topic.PAID, DETAILS.get(Topic.PAID));
        assertThat(mail.subject()).isEqualTo("Your order at Tea & Sons is paid");
        assertThat(mail.text()).contains("We have received 35.00 EUR", "You will hear from us again");
        assertThat(mail.html()).contains("<strong>35.00 EUR</strong>", "You will hear from us again");
    }

    @Test
    void compose_outOfStock_shouldSayWhatIsMissing() {
        var mail = compose(Topic.OUT_OF_STOCK, DETAILS.get(Topic.OUT_OF_STOCK));
        assertThat(mail.text()).contains("Field notebook: 2 ordered, 1 available", "You have not been charged");
        assertThat(mail.html()).contains("Field notebook: 2 ordered, 1 available", "You have not been charged");
    }

    @Test
    void compose_declined_shouldSayWhyAndUntilWhen() {
        var mail = compose(Topic.PAYMENT_DECLINED, DETAILS.get(Topic.PAYMENT_DECLINED));
        assertThat(mail.text()).contains("insufficient funds", "until 1 June 2026, 12:15 UTC");
        assertThat(mail.html()).contains("insufficient funds", "1 June 2026, 12:15 UTC");
    }

    @Test
    void compose_action_shouldLinkToIt() {
        var mail = compose(Topic.PAYMENT_ACTION, DETAILS.get(Topic.PAYMENT_ACTION));
        assertThat(mail.text()).contains("https://pay.example.com/confirm?a=1&b=2");
        assertThat(href(mail.html())).isEqualTo("https://pay.example.com/confirm?a=1&b=2");
    }

    @Test
    void compose_shippedWithoutDetails_shouldLeaveThemOut() {
        var mail = compose(Topic.SHIPPED, Map.of("carrier", "", "trackingNumber", ""));
        assertThat(mail.text()).contains("We have handed your order over.\n").doesNotContain("tracking number");
        assertThat(mail.html()).doesNotContain("tracking number", "<strong></strong>");
    }

    @Test
    void compose_shipped_shouldNameCarrierAndNumber() {
        var mail = compose(Topic.SHIPPED, DETAILS.get(Topic.SHIPPED));
        assertThat(mail.text()).contains("over to DHL.", "JD0146");
        assertThat(mail.html()).contains("<strong>DHL</strong>", "<strong>JD0146</strong>");
    }

    @Test
    void compose_refunded_shouldGiveTheReasonIfThereIsOne() {
        assertThat(refund("isCancelled").text())
                .contains("has been cancelled")
                .doesNotContain("sold out", "ordered the same");
        assertThat(refund("isSoldOut").text())
                .contains("sold out")
                .doesNotContain("has been cancelled", "ordered the same");
        assertThat(refund("isReplaced").text())
                .contains("ordered the same")
                .doesNotContain("sold out", "has been cancelled");
        assertThat(refund("").text())
                .contains("given back 35.00 EUR")
                .doesNotContain("sold out", "has been cancelled", "ordered the same");
    }

    @Test
    void compose_letterWithoutAWordThatItsTemplateNames_shouldFail() {
        assertThatException().isThrownBy(() -> compose(Topic.PAID, Map.of()));
    }

    /** @param reason the one that is true, if any */
    private Mail refund(String reason) {
        var words = new HashMap<String, Object>(Map.of("amount", "35.00 EUR"));
        for (var flag : List.of("isCancelled", "isSoldOut", "isReplaced")) {
            words.put(flag, flag.equals(reason));
        }
        return compose(Topic.REFUNDED, words);
    }

    private Mail compose(Topic topic, Map<String, Object> details) {
        var words = new HashMap<>(details);
        words.put("orderId", ORDER);
        words.put("lines", List.of(
                line("Field notebook", 2, "12.50 EUR", "25.00 EUR"),
                line("Ink <black>", 1, "10.00 EUR", "10.00 EUR")));
        words.put("total", "35.00 EUR");
        return composer.compose(new Letter(topic, words), "buyer@example.com");
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
