package dev.stampede.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stampede.load.ExportResult.Row;
import dev.stampede.local.lab.packaged.FunctionProcess;
import dev.stampede.local.lab.packaged.FunctionProcess.Deployed;
import dev.stampede.local.store.CannotStart;
import dev.stampede.local.store.aws.Services;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Template;
import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Writes orders into a new database and has the deployable jar of reports export them, in a process of its own with a small
 * heap. For one run.
 */
final class Exporting {

    private static final String API = "ReportsFunction";
    private static final String WORKER = "ReportFunction";
    private static final int DAYS = 10;
    private static final int SKUS = 50;
    private static final Duration STEP = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofSeconds(10);
    private static final int ACCEPTED = 202;
    private static final Map<String, String> PARAMETERS = Map.of(
            "Stage", "dev", "OidcIssuer", "http://127.0.0.1:9/none", "OidcAudience", "stampede");

    private final Path home;
    private final int orders;
    private final int heapMb;

    Exporting(Path home, int orders, int heapMb) {
        this.home = home;
        this.orders = orders;
        this.heapMb = heapMb;
    }

    List<Row> run() throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("stampede-bench");
        try (var services = Services.start(Services.Options.inMemory().withData(directory.resolve("data")))) {
            var template = Template.read(home.resolve("template.yaml"), PARAMETERS, services.stack());
            services.create(template);
            var from = Instant.now().minus(Duration.ofDays(DAYS));
            var written = new SyntheticOrders(services.clients().dynamoDb(), SKUS);
            written.receive(orders, from);
            written.place(orders, from, Duration.ofDays(DAYS), false);
            try (var api = start(template.function(API), services, directory.resolve("api.log"));
                    var worker = start(template.function(WORKER), services, directory.resolve("worker.log"))) {
                var rows = List.of(
                        make("orders", orders, api, worker, template, services),
                        make("sales", salesRows(from), api, worker, template, services));
                worker.end(END);
                api.end(END);
                return rows;
            }
        } finally {
            Directories.delete(directory);
        }
    }

    private FunctionProcess start(FunctionDefinition function, Services services, Path log) {
        var jar = home.toAbsolutePath().resolve(function.codeUri());
        if (!Files.exists(jar)) {
            throw new CannotStart("There is no " + jar);
        }
        var environment = new HashMap<>(function.environment());
        environment.putAll(services.endpoints().environment());
        return FunctionProcess.start(
                new Deployed(function.name(), function.handler(), jar, function.memory(), environment),
                new FunctionProcess.Start(
                        home.toAbsolutePath().resolve("local/lab/target/runtime-interface-client"),
                        List.of("-Xmx" + heapMb + "m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"),
                        FunctionProcess.ON_DEMAND, log));
    }

    /** On how many days how many SKUs were sold. */
    private long salesRows(Instant from) {
        return IntStream.range(0, orders)
                .mapToObj(number -> LocalDate.ofInstant(
                        from.plus(Duration.ofDays(DAYS).multipliedBy(number).dividedBy(orders)), ZoneOffset.UTC)
                        + "/" + number % SKUS)
                .distinct()
                .count();
    }

    /** @param expected the number of rows */
    private Row make(String kind, long expected, FunctionProcess api, FunctionProcess worker, Template template,
            Services services) throws IOException, InterruptedException {
        var today = LocalDate.now(ZoneOffset.UTC);
        var from = today.minusDays(DAYS);
        var created = answer(api, request("ReportsFunction-CreateReport.json", Map.of(
                "kind", kind, "format", "csv", "from", from.toString(), "to", today.toString()), ""));
        var reportId = created.path("reportId").asText();
        var queue = services.stack().queueUrl(template.resource("ReportsQueue").physicalName());
        var start = System.nanoTime();
        var longest = 0L;
        var steps = 0;
        while (true) {
            var messages = services.clients().sqs()
                    .receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(1).waitTimeSeconds(1))
                    .messages();
            if (messages.isEmpty()) {
                break;
            }
            var begin = System.nanoTime();
            var outcome = worker.invoke(event(messages.getFirst()), STEP);
            longest = Math.max(longest, System.nanoTime() - begin);
            steps++;
            if (outcome.failed() || !Json.parse(outcome.text()).path("batchItemFailures").isEmpty()) {
                throw new CannotStart("A step of the report failed: " + outcome.text() + "\n" + worker.output());
            }
            services.clients().sqs().deleteMessage(
                    delete -> delete.queueUrl(queue).receiptHandle(messages.getFirst().receiptHandle()));
        }
        var end = System.nanoTime();
        var report = answer(api, request("ReportsFunction-GetReport.json", Map.of(), reportId));
        if (!report.path("status").asText().equals("completed")) {
            throw new CannotStart("The report is not complete: " + report);
        }
        return new Row(
                orders, kind, report.path("rows").asLong(),
                expected,
                report.path("file").path("bytes").asLong(), steps, (end - start) / 1e9, longest / 1e9);
    }

    private String request(String sample, Map<String, String> body, String reportId) throws IOException {
        var event = (ObjectNode) Json.parse(
                Files.readString(home.resolve("events").resolve(sample)));
        if (!body.isEmpty()) {
            event.put("body", Json.write(body));
        }
        if (!reportId.isEmpty()) {
            event.put("path", "/v1/admin/reports/" + reportId).putObject("pathParameters").put("reportId", reportId);
        }
        return Json.write(event);
    }

    private static JsonNode answer(FunctionProcess api, String event) throws IOException, InterruptedException {
        var outcome = api.invoke(event, STEP);
        var answer = outcome.failed() ? Json.parse("{}") : Json.parse(outcome.text());
        if (answer.path("statusCode").asInt() > ACCEPTED || outcome.failed()) {
            throw new CannotStart("The API answered " + outcome.text() + "\n" + api.output());
        }
        return Json.parse(answer.path("body").asText());
    }

    private static String event(Message message) {
        var record = new HashMap<String, Object>();
        record.put("messageId", UUID.randomUUID().toString());
        record.put("body", message.body());
        record.put("attributes", Map.of("ApproximateReceiveCount", "1"));
        record.put("eventSource", "aws:sqs");
        return Json.write(Map.of("Records", new ArrayList<>(List.of(record))));
    }
}
