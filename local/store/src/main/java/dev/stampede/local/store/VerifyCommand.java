package dev.stampede.local.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Verifies the stock of a store by its own verifier, and prints what is wrong. */
@Command(name = "verify", description = "Verifies that the units of every SKU add up and that no order waits for an overdue step.", mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    private static final String FUNCTION = "VerifierFunction";
    private static final int WRONG = 1;

    /** What an order waits for, by the step's name. */
    private static final Map<String, String> STEPS = Map.of("RESERVATION", "stock to be reserved", "CHARGE",
            "its payment to be charged", "HOLD_END", "its hold to end", "REFUND", "its refund", "RELEASE",
            "its units to return to stock", "VOID", "an unanswered charge to be voided", "MAIL", "an email");

    @Spec
    private CommandSpec spec;

    @Mixin
    private StoreLocation store;

    /** @return 1 unless everything was verified and is right */
    @Override
    public Integer call() {
        Logs.configure(false);
        var report = parse(store.invoke(FUNCTION, event()));
        var out = spec.commandLine().getOut();
        var isRight = print(report, out);
        out.flush();
        return isRight ? 0 : WRONG;
    }

    /** An event like those of Amazon EventBridge. */
    private static byte[] event() {
        return Json.write(Map.of("version", "0", "detail-type", "Verification requested", "source",
                "dev.stampede.operator", "time", Clock.systemUTC().instant().toString(), "detail", Map.of()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static boolean print(JsonNode report, PrintWriter out) {
        var different = report.path("different").asLong();
        var unverified = report.path("unverified").asLong();
        var isFinished = report.path("isFinished").asBoolean();
        line(out, "%s verified, %,d different, %,d not verified", counted(report.path("verified").asLong(), "SKU"),
                different, unverified);
        for (var one : report.path("differences")) {
            var units = one.path("difference").asLong();
            line(out, "  %s: %s %s: %,d received, %,d available, %,d in orders", one.path("sku").asText(),
                    counted(Math.abs(units), "unit"), units > 0 ? "in excess" : "missing",
                    one.path("received").asLong(),
                    one.path("available").asLong(), one.path("inOrders").asLong());
        }
        for (var sku : report.path("unverifiedSkus")) {
            line(out, "  %s: not verified, because its stock kept changing or time ran out", sku.asText());
        }
        report.path("overdue").properties().forEach(step -> line(out, "%s: waiting for %s for more than an hour",
                counted(step.getValue().asLong(), "order"), waiting(step.getKey())));
        for (var step : report.path("overdueSteps")) {
            line(out, "  %s: waits for %s since %s", step.path("order").asText(), waiting(step.path("step").asText()),
                    step.path("since").asText());
        }
        if (!isFinished) {
            line(out, "Not all orders were checked: time ran out.");
        }
        return isFinished && Stream.of(different, unverified, (long) report.path("overdue").size())
                .allMatch(count -> count == 0);
    }

    private static String counted(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    private static String waiting(String step) {
        return STEPS.getOrDefault(step, step);
    }

    private static void line(PrintWriter out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    private static JsonNode parse(byte[] json) {
        JsonNode report;
        try {
            report = Json.parse(new String(json, StandardCharsets.UTF_8));
        } catch (IOException notJson) {
            throw new CannotStart(FUNCTION + " did not return JSON", notJson);
        }
        if (!report.has("isFinished")) {
            throw new CannotStart(FUNCTION + " did not report: deploy the version that this command belongs to", null);
        }
        return report;
    }
}
