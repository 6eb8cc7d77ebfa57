package dev.stampede.email.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.stampede.email.Mail;
import dev.stampede.email.MailContent;
import dev.stampede.email.MailLanguage;
import dev.stampede.email.MailTemplate;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MustacheRendererTest {

    private static final String ORDER = "ref_00000000000000000000000000000000";
    private static final String PAGE = "https://shop.example.com/orders/ord_1";
    private static final Map<MailTemplate, Map<String, Object>> DETAILS = Map.ofEntries(
            Map.entry(MailTemplate.PAID, Map.of("amount", "€35.00")),
            Map.entry(MailTemplate.OUT_OF_STOCK, Map.of(
                    "isOutOfStock", true,
                    "shortages", List.of(Map.of("name", "Field notebook", "requested", 2, "available", 1)),
                    "usedUpCodes", List.of("WELCOME10"))),
            Map.entry(MailTemplate.PAYMENT_DECLINED, Map.of(
                    "reason", "insufficient_funds", "until", "1 June 2026 at 12:15 UTC")),
            Map.entry(MailTemplate.PAYMENT_ACTION, Map.of(
                    "url", "https://pay.example.com/confirm?a=1&b=2", "until", "1 June 2026 at 12:15 UTC")),
            Map.entry(MailTemplate.CANCELLED, Map.of()),
            Map.entry(MailTemplate.EXPIRED, Map.of()),
            Map.entry(MailTemplate.UNITS_CANCELLED, Map.of(
                    "notCharged", "€12.50", "amount", "€35.00", "note", "The last one was damaged",
                    "units", List.of(Map.of("name", "Field notebook", "quantity", 1)))),
            Map.entry(MailTemplate.PAYMENT_CAPTURED, Map.of("amount", "€35.00")),
            Map.entry(MailTemplate.SHIPPED, Map.of("charged", "€35.00", "carrier", "DHL", "trackingNumber", "JD0146")),
            Map.entry(MailTemplate.REFUNDED, Map.of(
                    "amount", "€35.00", "isCancelled", true, "isSoldOut", false, "isReplaced", false)),
            Map.entry(MailTemplate.RETURN_APPROVED, Map.of(
                    "units", List.of(Map.of("name", "Field notebook", "quantity", 1)))),
            Map.entry(MailTemplate.RETURN_REFUSED, Map.of(
                    "units", List.of(Map.of("name", "Field notebook", "quantity", 1)),
                    "wasApproved", false, "note", "The seal is broken")));

    private final MustacheRenderer renderer = new MustacheRenderer("Tea & Sons");

    static Stream<Arguments> templatesInAllLanguages() {
        return Arrays.stream(MailTemplate.values()).flatMap(template -> Arrays.stream(MailLanguage.values())
                .map(language -> Arguments.of(template, language)));
    }

    @ParameterizedTest
    @MethodSource("templatesInAllLanguages")
    void render_anyTemplate_shouldShowTheOrderInBothForms(MailTemplate template, MailLanguage language) {
        var mail = render(template, language, DETAILS.get(template));

        assertThat(mail.to()).isEqualTo("buyer@example.com");
        assertThat(mail.language()).isEqualTo(language);
        assertThat(mail.subject()).contains("Tea & Sons").doesNotContain("\n", "{", "Subject");
        assertThat(mail.text())
                .startsWith(heading(mail))
                .contains("2 x Field notebook (€12.50)", "€25.00", "1 x Ink <black> (€10.00)", "€10.00")
                .contains("€35.00", " 7KQ2-M9XD-4T6V (" + ORDER, "Tea & Sons")
                .doesNotContain("{{", "}}", "Subject:", "&amp;", "\n\n\n");
        assertThat(mail.html())
                .startsWith("<!DOCTYPE html>")
                .contains("<html lang=\"" + language.tag() + "\">")
                .contains("Field notebook", "2 &times; €12.50", "€25.00", "€35.00", ORDER)
                .contains("Tea &amp; Sons", "Ink &lt;black&gt;")
                .doesNotContain("{{", "}}", "<black>", "Tea & Sons");
    }

    @ParameterizedTest
    @MethodSource("templatesInAllLanguages")
    void render_withALinkToTheOrder_shouldHaveItInBothForms(MailTemplate template, MailLanguage language) {
        var mail = render(template, language, withLink(DETAILS.get(template)));

        assertThat(mail.text()).contains(": " + PAGE + "\n").doesNotContain("\n\n\n");
        assertThat(hrefs(mail.html())).contains(PAGE);
        assertThat(hrefs(render(template, language, DETAILS.get(template)).html())).doesNotContain(PAGE);
    }

    @ParameterizedTest
    @MethodSource("templatesInAllLanguages")
    void render_anyTemplate_shouldSayTheSameInBothForms(MailTemplate template, MailLanguage language) {
        var mail = render(template, language, withLink(DETAILS.get(template)));

        assertThat(words(mail.text())).contains(paragraphs(mail.html()));
    }

    @ParameterizedTest
    @EnumSource(MailTemplate.class)
    void render_inAnotherLanguage_shouldBeAnotherText(MailTemplate template) {
        assertThat(Arrays.stream(MailLanguage.values())
                .map(language -> render(template, language, DETAILS.get(template)))
                .flatMap(mail -> Stream.of(mail.subject(), heading(mail), paragraphs(mail.html()).toString())))
                        .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void words_ofAnyLanguage_shouldBeComplete(MailLanguage language) throws IOException {
        assertThat(words(language).stringPropertyNames()).isEqualTo(words(MailLanguage.EN).stringPropertyNames());
    }

    @Test
    void render_hostileValues_shouldBeEscaped() {
        var hostile = "<script>alert(\"x\")</script>' onclick='y {{storeName}}";
        var mail = render(MailTemplate.SHIPPED, Map.of("carrier", hostile, "trackingNumber", hostile));
        assertThat(mail.html()).doesNotContain("<script", "' onclick").contains("&lt;script&gt;", "{{storeName}}");
        assertThat(mail.text()).contains(hostile);
    }

    @Test
    void render_paid_shouldSayWhatWasReceivedAndWhatIsNext() {
        var mail = render(MailTemplate.PAID, DETAILS.get(MailTemplate.PAID));
        assertThat(mail.subject()).isEqualTo("Your Tea & Sons order is confirmed");
        assertThat(mail.text()).contains("We've received your payment of €35.00",
                "We'll email you again when it ships");
        assertThat(mail.html()).contains("<strong>€35.00</strong>", "We'll email you again when it ships");
    }

    @Test
    void render_authorized_shouldSayWhenTheCustomerIsCharged() {
        var mail = render(MailTemplate.PAID, Map.of("amount", "€35.00", "isAuthorized", true));
        assertThat(mail.text()).contains("Your payment of €35.00 is authorized", "You're charged when it ships")
                .doesNotContain("received", "nothing to pay");
        assertThat(mail.html()).contains("<strong>€35.00</strong> is authorized").doesNotContain("received");
    }

    @Test
    void render_paidInGerman_shouldBeInGerman() {
        var mail = render(MailTemplate.PAID, MailLanguage.DE, withLink(DETAILS.get(MailTemplate.PAID)));
        assertThat(mail.subject()).isEqualTo("Ihre Bestellung bei Tea & Sons ist bestätigt");
        assertThat(mail.text()).contains("Wir haben Ihre Zahlung über €35.00 erhalten", "Gesamtbetrag: €35.00",
                "Bestellung ansehen: " + PAGE);
    }

    @Test
    void render_outOfStock_shouldSayWhatIsMissing() {
        var mail = render(MailTemplate.OUT_OF_STOCK, DETAILS.get(MailTemplate.OUT_OF_STOCK));
        assertThat(mail.text()).contains("Field notebook: 2 ordered, 1 available", "You haven't been charged");
        assertThat(mail.html()).contains("Field notebook: 2 ordered, 1 available", "You haven't been charged");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "EN | Your Tea & Sons order could not be completed             | The code TEN has been used up",
            "DE | Ihre Bestellung bei Tea & Sons konnte nicht ausgeführt werden | Der Code TEN ist aufgebraucht",
            "FR | Votre commande chez Tea & Sons n’a pas pu être traitée   | Le code TEN est épuisé",
            "ES | No hemos podido completar tu pedido en Tea & Sons        | El código TEN está agotado"})
    void render_usedUpCode_shouldNotSayThatGoodsAreOutOfStock(MailLanguage language, String subject, String text) {
        var mail = render(MailTemplate.OUT_OF_STOCK, language, Map.of(
                "isOutOfStock", false, "shortages", List.of(), "usedUpCodes", List.of("TEN")));
        assertThat(mail.subject()).isEqualTo(subject);
        assertThat(mail.text()).contains(text);
        assertThat(mail.html()).contains(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "EN | insufficient_funds | didn't go through: insufficient funds.",
            "EN | do_not_honor       | didn't go through: your bank declined it.",
            "DE | insufficient_funds | Das Konto ist nicht ausreichend gedeckt.",
            "FR | expired_card       | la carte a expiré.",
            "ES | fraud_{{x}}        | tu banco lo ha rechazado."})
    void render_declined_shouldSayWhyInTheLanguage(MailLanguage language, String code, String text) {
        var mail = render(MailTemplate.PAYMENT_DECLINED, language, Map.of("reason", code, "until", "12:15 UTC"));
        assertThat(mail.text()).contains(text).contains("12:15 UTC");
        assertThat(mail.html()).contains(text, "12:15 UTC");
    }

    @Test
    void render_action_shouldLinkToIt() {
        var mail = render(MailTemplate.PAYMENT_ACTION, DETAILS.get(MailTemplate.PAYMENT_ACTION));
        assertThat(mail.text()).contains("https://pay.example.com/confirm?a=1&b=2");
        assertThat(hrefs(mail.html())).containsExactly("https://pay.example.com/confirm?a=1&b=2");
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
    void render_oneOfSeveralParcels_shouldSayWhatItContainsAndLinkToIt() {
        var mail = render(MailTemplate.SHIPPED, Map.of(
                "carrier", "DHL", "trackingNumber", "", "trackingUrl", "https://dhl.example.com/1",
                "units", List.of(Map.of("name", "Ink <black>", "quantity", 2), Map.of("name", "Pen", "quantity", 1))));
        assertThat(mail.text()).contains("https://dhl.example.com/1",
                "\nIn this parcel:\n  2 x Ink <black>\n  1 x Pen\n");
        assertThat(mail.html()).contains("https://dhl.example.com/1", "2 &times; Ink &lt;black&gt;", "1 &times; Pen")
                .containsOnlyOnce("In this parcel:");
    }

    @Test
    void render_refundOfAReturn_shouldSayWhatAndHow() {
        var values = new HashMap<String, Object>(Map.of(
                "amount", "12.50 EUR", "isCancelled", false, "isSoldOut", false, "isReplaced", false, "isReturned",
                true,
                "isSettled", true, "units", List.of(Map.of("name", "Field notebook", "quantity", 1))));
        var mail = render(MailTemplate.REFUNDED, values);
        assertThat(mail.text())
                .contains("received your return", "12.50 EUR", "\nRefunded:\n  1 x Field notebook\n",
                        "not to your original payment method")
                .doesNotContain("can take a few days");
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
                .contains("refunded €35.00")
                .doesNotContain("sold out", "has been cancelled", "placed the same order");
    }

    @Test
    void render_contentWithoutAValueThatTheTemplateUses_shouldFail() {
        assertThatException().isThrownBy(() -> render(MailTemplate.PAID, Map.of()));
    }

    /** @param reason the one that is true, if any */
    private Mail refund(String reason) {
        var values = new HashMap<String, Object>(Map.of("amount", "€35.00"));
        for (var flag : List.of("isCancelled", "isSoldOut", "isReplaced")) {
            values.put(flag, flag.equals(reason));
        }
        return render(MailTemplate.REFUNDED, values);
    }

    private Mail render(MailTemplate template, Map<String, Object> details) {
        return render(template, MailLanguage.EN, details);
    }

    private Mail render(MailTemplate template, MailLanguage language, Map<String, Object> details) {
        var values = new HashMap<>(details);
        values.put("orderId", ORDER);
        values.put("orderNumber", "7KQ2-M9XD-4T6V");
        values.put("lines", List.of(
                line("Field notebook", 2, "€12.50", "€25.00"),
                line("Ink <black>", 1, "€10.00", "€10.00")));
        values.put("total", "€35.00");
        values.put("subtotal", "");
        for (var rows : List.of("discounts", "shipping", "shippingDiscounts", "addedTaxes", "includedTaxes")) {
            values.put(rows, List.of());
        }
        values.putIfAbsent("orderUrl", "");
        values.putIfAbsent("notCharged", "");
        values.putIfAbsent("charged", "");
        values.putIfAbsent("trackingUrl", "");
        values.putIfAbsent("units", List.of());
        values.putIfAbsent("isReturned", false);
        values.putIfAbsent("isSettled", false);
        values.putIfAbsent("isAuthorized", false);
        return renderer.render(new MailContent(template, language, values), "buyer@example.com");
    }

    private static Map<String, Object> withLink(Map<String, Object> details) {
        var values = new HashMap<>(details);
        values.put("orderUrl", PAGE);
        return values;
    }

    private static Map<String, Object> line(String name, int quantity, String unitPrice, String lineTotal) {
        return Map.of("name", name, "quantity", quantity, "unitPrice", unitPrice, "lineTotal", lineTotal);
    }

    private static Properties words(MailLanguage language) throws IOException {
        var words = new Properties();
        try (var file = MustacheRenderer.class.getResourceAsStream("/mail/" + language.tag() + "/words.properties")) {
            words.load(file);
        }
        return words;
    }

    /** The title, which is the heading too. */
    private static String heading(Mail mail) {
        var heading = mail.html().replaceFirst("(?s).*<title>(.*)</title>.*", "$1");
        assertThat(mail.html()).contains(">" + heading + "</h1>");
        return heading;
    }

    /** What the paragraphs and lists of the HTML say, without links. */
    private static List<String> paragraphs(String html) {
        return html.lines()
                .filter(line -> line.startsWith("<p ") && !line.contains("<a ") || line.startsWith("<li>"))
                .map(line -> words(line.replaceAll("<[^>]*>", "").replace("&#39;", "'").replace("&amp;", "&")
                        .replace("&times;", "x")))
                .toList();
    }

    private static String words(String text) {
        return text.replaceAll("[\\s\u00A0]+", " ").strip();
    }

    /** The links' addresses, as a browser reads the attributes. */
    private static List<String> hrefs(String html) {
        return Pattern.compile("<a href=\"([^\"]*)\"").matcher(html).results()
                .map(link -> link.group(1).replace("&#x3D;", "=").replace("&amp;", "&"))
                .distinct()
                .toList();
    }
}
