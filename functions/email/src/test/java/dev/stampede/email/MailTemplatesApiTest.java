package dev.stampede.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.email.OwnTemplates.Key;
import dev.stampede.email.OwnTemplates.OwnTemplate;
import dev.stampede.email.adapters.DynamoDbOwnTemplates;
import dev.stampede.email.adapters.MustacheRenderer;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MailTemplatesApiTest {

    private static final Key PAID_DE = new Key(MailTemplate.PAID, MailLanguage.DE);
    private static final String HTML = "{{<layout}}{{$heading}}Danke!{{/heading}}{{$content}}{{total}}{{/content}}{{/layout}}";
    private static final String TEXT = "Subject: Danke von {{storeName}}\n\nDanke!\n\n{{>lines}}";

    private static LocalDynamoDb database;

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private final FunctionEnvironment environment = TestEnvironment.of(
            Map.of("EMAILS_TABLE", "EmailsTable", "STORE_NAME", "Tea & Sons", "CURRENCY", "EUR", "STORE_TIME_ZONE",
                    "UTC"),
            database.client());
    private final MailTemplatesApi api = new MailTemplatesApi(environment);
    private final OwnTemplates own = new DynamoDbOwnTemplates(
            database.client(), "EmailsTable", TestEnvironment.BACKOFF);

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start("EmailsTable", "LimitsTable");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear("EmailsTable", "LimitsTable");
    }

    static Stream<Arguments> all() {
        return Arrays.stream(MailTemplate.values()).flatMap(template -> Arrays.stream(MailLanguage.values())
                .map(language -> Arguments.of(template, language)));
    }

    @Test
    void newApi_withoutSettings_shouldNameAllThatAreMissing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new MailTemplatesApi(TestEnvironment.withoutSettings()))
                .withMessageContainingAll("EMAILS_TABLE", "STORE_NAME", "CURRENCY", "STORE_TIME_ZONE");
    }

    @Test
    void put_template_shouldBeShownListedAndUsed() {
        var response = handle(put(HTML, TEXT));

        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
        var shown = body(handle(event("Get")));
        assertThat(shown).isEqualTo(body(response));
        assertThat(shown.path("html").asText()).isEqualTo(HTML);
        assertThat(shown.path("isReplaced").asBoolean()).isTrue();
        assertThat(replaced()).isEqualTo(1);
        assertThat(body(handle(preview("{}"))).path("subject").asText()).isEqualTo("Danke von Tea & Sons");
        assertThat(own.find(PAID_DE)).hasValueSatisfying(
                template -> assertThat(template.text()).isEqualTo(TEXT));
    }

    @Test
    void put_twice_shouldKeepTheLast() {
        handle(put(HTML, TEXT));
        handle(put(HTML, TEXT.replace("von", "sehr")));

        assertThat(body(handle(event("Get"))).path("text").asText()).startsWith("Subject: Danke sehr");
        assertThat(replaced()).isEqualTo(1);
    }

    @Test
    void put_shouldReplaceOnlyTheVersionThatTheAdminHasSeen() {
        var builtIn = handle(event("Get")).getHeaders().get("ETag");

        var first = handle(with(put(HTML, TEXT), builtIn));

        assertThat(first.getStatusCode()).isEqualTo(200);
        assertThat(first.getHeaders()).containsEntry("ETag", handle(event("Get")).getHeaders().get("ETag"));
        assertThat(handle(with(put(HTML, TEXT), builtIn)).getHeaders()).as("repeated")
                .containsEntry("ETag", first.getHeaders().get("ETag"));
        assertProblem(handle(with(put(HTML, TEXT.replace("von", "sehr")), builtIn)), 412, "precondition-failed");
        assertProblem(handle(with(put(HTML, TEXT), null)), 428, "precondition-required");
        // In the same millisecond.
        var second = handle(with(put(HTML, TEXT.replace("von", "sehr")), first.getHeaders().get("ETag")));
        assertThat(second.getStatusCode()).isEqualTo(200);
        assertProblem(handle(with(put(HTML, TEXT), first.getHeaders().get("ETag"))), 412, "precondition-failed");
        assertProblem(handle(with(event("Delete"), first.getHeaders().get("ETag"))), 412, "precondition-failed");
        assertThat(body(handle(event("Get"))).path("text").asText()).startsWith("Subject: Danke sehr");
        assertThat(handle(with(event("Delete"), second.getHeaders().get("ETag"))).getStatusCode()).isEqualTo(204);
    }

    @Test
    void ownTemplates_shouldChangeOnlyTheVersionThatWasSeen() {
        var first = new OwnTemplate(HTML, TEXT, Instant.EPOCH);
        var second = first.after(Optional.of(Instant.EPOCH));

        assertThat(own.put(PAID_DE, Optional.of(Instant.EPOCH), second)).isFalse();
        assertThat(own.put(PAID_DE, Optional.empty(), first)).isTrue();
        assertThat(own.put(PAID_DE, Optional.empty(), second)).isFalse();
        assertThat(own.put(PAID_DE, Optional.of(Instant.EPOCH), second)).isTrue();
        assertThat(own.put(PAID_DE, Optional.of(Instant.EPOCH), second)).isFalse();
        assertThat(own.remove(PAID_DE, Instant.EPOCH)).isFalse();
        assertThat(own.find(PAID_DE)).contains(second);
        assertThat(own.remove(PAID_DE, second.changedAt())).isTrue();
        assertThat(own.remove(PAID_DE, second.changedAt())).isFalse();
    }

    @Test
    void delete_template_shouldReturnToTheBuiltInOne() {
        var builtIn = body(handle(event("Get")));
        handle(put(HTML, TEXT));

        assertThat(handle(event("Delete")).getStatusCode()).isEqualTo(204);
        assertThat(handle(event("Delete")).getStatusCode()).isEqualTo(204);

        assertThat(body(handle(event("Get")))).isEqualTo(builtIn);
        assertThat(replaced()).isZero();
    }

    @ParameterizedTest
    @MethodSource("all")
    void put_builtInTemplate_shouldBeAcceptedAndRenderTheSame(MailTemplate template, MailLanguage language) {
        var builtIn = body(handle(of(event("Get"), template, language)));
        var before = body(handle(of(preview("{}"), template, language)));

        var response = handle(of(
                put(builtIn.path("html").asText(), builtIn.path("text").asText()), template, language));

        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
        assertThat(body(handle(of(preview("{}"), template, language)))).isEqualTo(before);
        assertThat(before.path("text").asText()).contains("https://shop.example.com/orders/ord_sample");
    }

    /** What templates are tried with must be what mails have. */
    @ParameterizedTest
    @MethodSource("all")
    void sampleContent_shouldHaveTheValuesOfMails(MailTemplate template, MailLanguage language) {
        var locale = MailLocale.of(language.tag(), language, ZoneId.of("UTC"));
        var sample = new SampleContent(template, locale, "EUR", Instant.EPOCH);

        assertThat(sample.full("https://shop.example.com").values().keySet())
                .isEqualTo(sample.least().values().keySet())
                .isEqualTo(SampleMails.of(template, locale).with("orderUrl", "").values().keySet());
    }

    @Test
    void preview_template_shouldStoreNothing() {
        var mail = body(handle(preview(json(HTML, TEXT))));

        assertThat(mail.path("html").asText()).contains("Danke!</h1>", "31,50", "Tea &amp; Sons");
        assertThat(mail.path("text").asText()).startsWith("Danke!").contains("Gesamtbetrag: 31,50");
        assertThat(own.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "html | {{#lines}}",
            "html | {{nothing}}",
            "html | {{#nothing}}x{{/nothing}}",
            "html | {{>missing}}",
            "html | {{>../../config}}",
            "html | {{>words.properties}}",
            "html | {{storeName.class.name}}",
            "html | {{storeName.getClass}}",
            "html | {{storeName.length}}",
            "html | {{#lines}}{{class}}{{/lines}}",
            "text | {{#lines}}"})
    void put_brokenTemplate_shouldBeRefusedNamingThePart(String part, String source) {
        var response = handle(part.equals("html") ? put(source, TEXT) : put(HTML, "Subject: x\n" + source));

        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(400);
        assertThat(body(response).path("errors")).singleElement()
                .satisfies(error -> assertThat(error.path("field").asText()).isEqualTo(part));
        assertThat(own.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Hello", "'Subject: \n\nHello'", "'Subject: Hello'"})
    void put_textWithoutSubjectOrBody_shouldBeRefused(String text) {
        assertThat(handle(put(HTML, text)).getStatusCode()).isEqualTo(400);
    }

    @Test
    void put_templateThatGrowsWithoutBound_shouldBeRefused() {
        var nested = "{{#lines}}".repeat(40) + "x" + "{{/lines}}".repeat(40);

        var response = handle(put(nested, TEXT));

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(response.getBody()).contains("must render at most");
    }

    @Test
    void put_invalidBodies_shouldNameTheFields() {
        assertThat(fields(handle(withBody("Put", "{}")))).containsExactlyInAnyOrder("html", "text");
        assertThat(fields(handle(put("x".repeat(100_001), TEXT)))).containsExactly("html");
        assertThat(fields(handle(withBody("Put", "{\"html\": 7, \"text\": \"Subject: a\\n\\nb\", \"x\": 1}"))))
                .containsExactlyInAnyOrder("html", "x");
    }

    @ParameterizedTest
    @CsvSource({"nothing, de, name", "paid, nl, language", "PAID, de, name"})
    void get_unknown_shouldNameIt(String name, String language, String field) {
        var event = event("Get");
        event.setPathParameters(Map.of("name", name, "language", language));

        assertThat(fields(handle(event))).containsExactly(field);
    }

    @Test
    void put_byACustomer_shouldBeForbidden() {
        var event = put(HTML, TEXT);
        event.getRequestContext().setAuthorizer(Map.of("customerId", "somebody", "groups", "staff"));

        assertThat(handle(event).getStatusCode()).isEqualTo(403);
        assertThat(own.all()).isEmpty();
    }

    @Test
    void rendering_shouldUseTheTemplateAsItIs() {
        var rendering = rendering(new RecordedMetrics());
        assertThat(subject(rendering)).startsWith("Ihre Bestellung");

        own.put(PAID_DE, Optional.empty(), new OwnTemplate(HTML, TEXT, Instant.EPOCH));
        assertThat(subject(rendering)).isEqualTo("Danke von Tea & Sons");
        own.put(PAID_DE, Optional.of(Instant.EPOCH),
                new OwnTemplate(HTML, TEXT.replace("von", "sehr"), Instant.EPOCH));
        assertThat(subject(rendering)).isEqualTo("Danke sehr Tea & Sons");

        own.remove(PAID_DE, Instant.EPOCH);
        assertThat(subject(rendering)).startsWith("Ihre Bestellung");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{{gone}} | html", "{{#lines}} | html", "{{>gone}} | html"})
    void rendering_ofABrokenTemplate_shouldUseTheBuiltInOneAndReportIt(String html, String part) {
        own.put(PAID_DE, Optional.empty(), new OwnTemplate(html, TEXT, Instant.EPOCH));
        var metrics = new RecordedMetrics();

        assertThat(subject(rendering(metrics))).startsWith("Ihre Bestellung");

        assertThat(metrics.sum("EmailTemplate/Broken")).isEqualTo(1);
        assertThat(logs.lines()).singleElement().asString().contains("Mail template broken", "PAID", "de");
    }

    @Test
    void brokenTemplate_shouldNotShowValues() {
        var renderer = new MustacheRenderer("Tea & Sons");
        var template = new OwnTemplate("{{gone}}", TEXT, Instant.EPOCH);

        assertThatExceptionOfType(BrokenTemplate.class)
                .isThrownBy(() -> renderer.render(template, content(), "buyer@example.com"))
                .satisfies(broken -> assertThat(broken.getMessage()).contains("gone").doesNotContain("buyer", "ref_"));
    }

    private static Rendering rendering(RecordedMetrics metrics) {
        var own = new DynamoDbOwnTemplates(database.client(), "EmailsTable", TestEnvironment.BACKOFF);
        return new Rendering(new MustacheRenderer("Tea & Sons"), own, metrics);
    }

    private static String subject(Rendering rendering) {
        return rendering.render(content(), "buyer@example.com").subject();
    }

    private static MailContent content() {
        var locale = MailLocale.of("de", MailLanguage.EN, ZoneId.of("UTC"));
        return new SampleContent(MailTemplate.PAID, locale, "EUR", Instant.EPOCH).full("");
    }

    private long replaced() {
        return body(handle(event("List"))).path("templates").valueStream()
                .filter(template -> template.path("isReplaced").asBoolean()).count();
    }

    private static List<String> fields(APIGatewayProxyResponseEvent response) {
        assertThat(response.getStatusCode()).isEqualTo(400);
        return body(response).path("errors").valueStream().map(error -> error.path("field").asText()).toList();
    }

    private static APIGatewayProxyRequestEvent put(String html, String text) {
        return withBody("Put", json(html, text));
    }

    /** @param tag null for no precondition */
    private static APIGatewayProxyRequestEvent with(APIGatewayProxyRequestEvent event, @Nullable String tag) {
        event.setMultiValueHeaders(null);
        event.getHeaders().remove("If-Match");
        if (tag != null) {
            event.getHeaders().put("If-Match", tag);
        }
        return event;
    }

    private static void assertProblem(APIGatewayProxyResponseEvent response, int status, String kind) {
        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(status);
        assertThat(body(response).path("type").asText()).isEqualTo("urn:stampede:problem:" + kind);
    }

    private static APIGatewayProxyRequestEvent preview(String body) {
        return withBody("Preview", body);
    }

    private static String json(String html, String text) {
        return Json.write(Map.of("html", html, "text", text));
    }

    private static APIGatewayProxyRequestEvent withBody(String operation, String body) {
        return event(operation).withBody(body);
    }

    private static APIGatewayProxyRequestEvent of(
            APIGatewayProxyRequestEvent event, MailTemplate template, MailLanguage language) {
        event.setPathParameters(Map.of("name", template.fileName(), "language", language.tag()));
        return event;
    }

    private static APIGatewayProxyRequestEvent event(String operation) {
        var name = operation.equals("List") ? "ListMailTemplates" : operation + "MailTemplate";
        return Events.read("MailTemplatesFunction-" + name + ".json", APIGatewayProxyRequestEvent.class);
    }

    private APIGatewayProxyResponseEvent handle(APIGatewayProxyRequestEvent event) {
        return api.handleRequest(event, new LambdaContext("MailTemplatesFunction"));
    }

    private static JsonNode body(APIGatewayProxyResponseEvent response) {
        return Json.read(response.getBody(), JsonNode.class);
    }
}
