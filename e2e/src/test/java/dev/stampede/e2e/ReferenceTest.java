package dev.stampede.e2e;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.CaptureFailed;
import dev.stampede.contracts.orders.Fact.CaptureRequested;
import dev.stampede.contracts.orders.Fact.CaptureSettled;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.HoldExtended;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderClaimed;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentAuthorized;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.PaymentReported;
import dev.stampede.contracts.orders.Fact.PaymentSubmitted;
import dev.stampede.contracts.orders.Fact.RefundFailed;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.RefundRetried;
import dev.stampede.contracts.orders.Fact.RefundSettled;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Fact.Report;
import dev.stampede.contracts.orders.Fact.ReturnApproved;
import dev.stampede.contracts.orders.Fact.ReturnReceived;
import dev.stampede.contracts.orders.Fact.ReturnRefused;
import dev.stampede.contracts.orders.Fact.ReturnRequested;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Fact.StockReleased;
import dev.stampede.contracts.orders.Fact.UnitsCancelled;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.contracts.orders.Refund;
import dev.stampede.contracts.orders.Return;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.local.store.template.EventDefinition;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Resource;
import dev.stampede.local.store.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of docs/reference.md say what the template and the code say. */
class ReferenceTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern PARAMETER = Pattern.compile("(?m)^  (\\w+):\\n((?:    .*\\n| *\\n)+)");
    private static final Pattern DEFAULT = Pattern.compile("(?m)^    Default: *(.*)$");

    private final String reference = read("docs/reference.md");
    private final Template template = Template.read(Project.root().resolve("template.yaml"),
            Map.of("Stage", "dev", "EmailFrom", "shop@example.com", "CacheUrl", "redis://cache.example.com"));

    @Test
    void functions_shouldBeThoseOfTheTemplateWithTheirModulesAndTriggers() {
        var rows = byName(table("Functions"));
        assertThat(rows).containsOnlyKeys(template.functions().stream().map(FunctionDefinition::logicalId).toList());
        assertThat(template.functions()).allSatisfy(function -> {
            var row = rows.get(function.logicalId());
            assertThat(function.codeUri()).as(function.logicalId()).startsWith(code(row.get(1)).getFirst() + "/");
            var triggers = row.get(2);
            assertThat(function.events("Api")).allSatisfy(
                    event -> assertThat(triggers).satisfies(text -> isNamed(path(event), text)));
            assertThat(function.events("SQS")).allSatisfy(
                    event -> assertThat(triggers).as(function.logicalId()).contains("queue").contains(queue(event)));
            assertThat(function.events("DynamoDB")).allSatisfy(
                    event -> assertThat(triggers).as(function.logicalId()).contains("stream"));
        });
    }

    @Test
    void parameters_shouldBeThoseOfTheTemplateWithTheirDefaults() {
        var described = new TreeMap<String, String>();
        table("Parameters").forEach(row -> {
            var names = code(row.get(0));
            var defaults = row.get(1).split(", ");
            for (var index = 0; index < names.size(); index++) {
                described.put(names.get(index), defaults[Math.min(index, defaults.length - 1)].replace("`", ""));
            }
        });
        assertThat(described).isEqualTo(declaredParameters());
    }

    @Test
    void accessPatterns_shouldNameEveryTableAndIndex() {
        var rows = byName(table("Access patterns"));
        var tables = template.resourcesOf("AWS::DynamoDB::Table").stream().collect(
                toMap(table -> table.logicalId().replaceFirst("Table$", "").toLowerCase(), table -> table));
        tables.remove("sandboxpayments");
        assertThat(rows).containsOnlyKeys(tables.keySet());
        tables.forEach((name, table) -> {
            var keys = rows.get(name).get(2);
            assertThat(indexes(table)).as(name).allSatisfy(index -> assertThat(keys).contains("`" + index + "`"));
        });
    }

    @Test
    void facts_shouldBeThoseThatEachStatusAllows() {
        var described = new LinkedHashMap<String, TreeSet<String>>();
        table("Facts").forEach(row -> code(row.get(0)).forEach(
                status -> described.put(status, new TreeSet<>(code(row.get(1))))));
        assertThat(described).as("expected table:%n%s", factsTable()).isEqualTo(allowedFacts());
    }

    /** Every fact that may be added to an order, by the order's status; found by trying all of them on all orders. */
    private static Map<String, TreeSet<String>> allowedFacts() {
        var allowed = new TreeMap<String, TreeSet<String>>();
        var seen = new HashSet<List<Object>>();
        var open = new ArrayDeque<>(List.of(Orders.placed("order", LINE)));
        while (!open.isEmpty()) {
            var order = open.pop();
            var known = allowed.computeIfAbsent(order.status().name(), status -> new TreeSet<>());
            facts(order).forEach(fact -> with(order, fact).ifPresent(longer -> {
                known.add(fact.type());
                if (longer.attempt() < 2 && longer.nextSeq() < 12 && seen.add(List.of(longer.status(),
                        longer.holdsStock(), longer.owesRelease(), longer.isClosed(), longer.attempt(),
                        longer.refunds().stream().map(Refund::status).toList(),
                        longer.returns().stream().map(Return::status).toList(), longer.shippable()))) {
                    open.push(longer);
                }
            }));
        }
        return allowed;
    }

    private static final OrderLine LINE = Orders.line("TEA", 2);

    private static final List<LineUnits> UNIT = List.of(new LineUnits(LINE.sku(), 1));

    private static Optional<Order> with(Order order, Fact fact) {
        try {
            return Optional.of(order.with(new RecordedFact(order.id(), order.nextSeq(), Orders.NOW, "", fact)));
        } catch (IllegalStateException refused) {
            return Optional.empty();
        }
    }

    private static Stream<Fact> facts(Order order) {
        var money = new Money(2000, "EUR");
        var part = new Money(500, "EUR");
        var refund = order.refunds().stream().filter(one -> !one.isPaid()).findFirst();
        var refundId = refund.map(Refund::id).orElse(0);
        var amount = refund.map(Refund::amount).orElse(money);
        var returnId = order.returns().isEmpty() ? 0 : order.returns().getLast().id();
        var reserved = Orders.reservedFact(LINE);
        return Stream.of(
                reserved,
                new OrderClaimed("customer", Orders.NOW),
                new StockRejected(List.of(), null),
                new PaymentSubmitted(order.attempt() + 1, "tok_approve"),
                new PaymentAuthorized(order.attempt(), money, "charge", Orders.NOW.plusSeconds(60)),
                new CaptureRequested(Actor.STORE),
                new CaptureFailed("card_declined"),
                new CaptureSettled(
                        new Money(order.authorized().isEmpty() ? 0 : order.capturable().amount(), "EUR"), null,
                        Actor.STORE),
                new UnitsCancelled(UNIT, part, UNIT, null, null, null, null),
                new PaymentCaptured(order.attempt(), money, "charge"),
                new PaymentCapturedLate(order.attempt(), money, "charge"),
                new PaymentDeclined(order.attempt(), "card_declined", null),
                new PaymentActionRequired(order.attempt(), "https://pay.example.com/1"),
                new OrderCancelled(null, null),
                new PaymentReported(Report.DISPUTED, "dispute", money, "fraudulent"),
                new HoldExtended(order.heldUntil().orElse(Orders.NOW).plusSeconds(60)),
                new HoldExpired(),
                new OrderShipped("DHL", "1", Actor.STORE),
                new OrderShipped(null, null, null, UNIT, null, null, null),
                new RefundRequested(RefundReason.SHOP, Actor.STORE),
                new RefundRequested(RefundReason.SHOP, part, null, null, null, null, null, null, null),
                new RefundRequested(RefundReason.SHOP, part, UNIT, null, null, null, null, null, null),
                new RefundRequested(RefundReason.RETURNED, part, UNIT, null, returnId, null, null, null, null),
                new Refunded(amount, "refund", refundId),
                new RefundFailed(refundId, "no_funds"),
                new RefundRetried(refundId, Actor.STORE),
                new RefundSettled(refundId, amount, null, Actor.STORE),
                new ReturnRequested(UNIT, null, null, Actor.GUEST),
                new ReturnApproved(returnId, Actor.STORE),
                new ReturnRefused(returnId, null, Actor.STORE),
                new ReturnReceived(returnId, UNIT, UNIT, Actor.STORE),
                new StockReleased(order.releasable()));
    }

    private static String factsTable() {
        return allowedFacts().entrySet().stream()
                .map(entry -> "| `" + entry.getKey() + "` | "
                        + entry.getValue().stream().map(fact -> "`" + fact + "`").collect(joining(", ")) + " |")
                .collect(joining("\n"));
    }

    /** Defaults of the template's parameters, as the table writes them. */
    static Map<String, String> declaredParameters() {
        var text = read("template.yaml");
        var section = text.substring(text.indexOf("\nParameters:\n") + "\nParameters:\n".length());
        section = section.substring(0, Pattern.compile("(?m)^\\w").matcher(section).results().findFirst()
                .map(MatchResult::start).orElseThrow());
        var declared = new TreeMap<String, String>();
        PARAMETER.matcher(section).results().forEach(parameter -> declared.put(parameter.group(1),
                DEFAULT.matcher(parameter.group(2)).results().findFirst()
                        .map(found -> found.group(1).replaceAll("^['\"]|['\"]$", ""))
                        .map(value -> value.isEmpty() ? "empty" : value)
                        .orElse("none")));
        return declared;
    }

    private static List<String> indexes(Resource table) {
        var indexes = (List<?>) table.properties().getOrDefault("GlobalSecondaryIndexes", List.of());
        return indexes.stream().map(index -> String.valueOf(((Map<?, ?>) index).get("IndexName"))).toList();
    }

    /** A path is named by itself, or by its beginning and an ellipsis. */
    private static void isNamed(String path, String text) {
        assertThat(code(text).stream().map(name -> name.replaceFirst("^[A-Z]+ ", ""))).as(path).anyMatch(
                name -> name.endsWith("...") ? path.startsWith(name.replace("...", "")) : path.equals(name));
    }

    private static String path(EventDefinition event) {
        return String.valueOf(event.properties().get("Path"));
    }

    /** "StockReleasesQueue" is the queue stock-releases. */
    private static String queue(EventDefinition event) {
        var name = String.valueOf(event.properties().get("Queue")).replaceFirst(".*[:-]", "").replaceFirst(
                "Queue(\\.fifo)?$", "");
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase();
    }

    private static Map<String, List<String>> byName(List<List<String>> rows) {
        return rows.stream().collect(toMap(row -> row.getFirst().replace("`", ""), row -> row));
    }

    /** The rows of the first table under a heading. */
    private List<List<String>> table(String heading) {
        var section = reference.substring(reference.indexOf("\n## " + heading + "\n"));
        return section.lines().dropWhile(line -> !line.startsWith("|")).takeWhile(line -> line.startsWith("|")).skip(2)
                .map(line -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList())
                .toList();
    }

    private static List<String> code(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    private static String read(String file) {
        try {
            return Files.readString(Project.root().resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
