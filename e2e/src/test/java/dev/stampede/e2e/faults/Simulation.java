package dev.stampede.e2e.faults;

import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.local.lab.faults.Chance;
import dev.stampede.local.lab.faults.Fault;
import dev.stampede.local.lab.faults.FaultRates;
import dev.stampede.local.store.template.Template;
import dev.stampede.payment.adapters.SandboxLedger;
import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One seed: a day in the shop on which everything goes wrong, until it goes right again and comes to rest. */
final class Simulation {

    /** After it nothing goes wrong any more: the last holds have ended by then, and customers have gone home. */
    private static final Duration TROUBLE = Duration.ofMinutes(55);
    /** While people buy. */
    private static final Duration RULES_CHANGE = Duration.ofSeconds(330);
    /** By then every order has been swept once more. */
    private static final Duration SWEPT = Duration.ofMinutes(115);
    private static final Duration EVERY_MINUTE = Duration.ofMinutes(1);
    private static final String SWEEPER = "SweeperFunction";
    /** The functions that may reject an order. */
    private static final Set<String> RESERVING = Set.of("ReservationsFunction", SWEEPER);
    /** What may happen in the middle of something else is due within this, and before that is ended. */
    private static final Duration SOON = Duration.ofSeconds(20);
    /** Far more than there is to do; a simulation that does not end is wrong. */
    private static final int MOST_STEPS = 1_000_000;
    private static final Pattern ORDER = Pattern.compile("ref_[0-9a-z]+");

    /** Items in the orders table that no function can read, put there in the middle of everything. */
    private static final int UNREADABLE = 3;

    private final VirtualTime time;
    private final Agenda agenda;
    private final Trace trace = new Trace();
    private final Map<String, Integer> excuses = new HashMap<>();
    private final Set<String> placed = new TreeSet<>();
    private final Random random;
    private final Functions functions;
    private final Queues queues;
    private final Streams streams;
    private static final Set<OrderStatus> SOLD = Set.of(
            OrderStatus.AUTHORIZED, OrderStatus.PAID, OrderStatus.PARTIALLY_SHIPPED, OrderStatus.SHIPPED);

    private final Database database;
    private final Template template;
    private final List<String> unreadable;
    private final CloudServices services;
    private final Api api;
    private final Carts carts;
    private final ShopRules rules;
    private final SimulatedBank bank;
    private final SimulatedShoppers shoppers;
    private final SimulationVerdict verdict;
    private final CheckpointedCount checkpoint;

    /** @param trace how it went, line by line  @param wrong what does not hold; empty if all is well */
    record Outcome(Trace trace, List<String> wrong, Map<OrderStatus, Long> orders, Map<Fault, Long> faults,
            Map<String, Long> judged) {}

    private Simulation(Template template, Path events, Database database, long seed, int orders) {
        this.database = database;
        this.template = template;
        // The next simulation has the same database.
        this.unreadable = IntStream.range(0, UNREADABLE).mapToObj(number -> "ord_unreadable" + seed + "x" + number)
                .toList();
        this.time = new VirtualTime(seed);
        this.agenda = new Agenda(time);
        this.verdict = new SimulationVerdict(database.client(), template);
        this.checkpoint = new CheckpointedCount(database.client(), template, time.now());
        // Another seed in this database has swept up to another day.
        database.client().deleteItem(delete -> delete.tableName(template.resource("InventoryTable").physicalName())
                .key(Map.of("pk", AttributeValue.fromS("sweep"))));
        this.random = new Random(Chance.hash(seed, "simulation"));
        this.services = new CloudServices(template, database.client(), this::current);
        this.functions = new Functions(template, seed, time, trace, services,
                this::stepAside, this::ended);
        this.queues = new Queues(template, functions, agenda, time, random);
        this.streams = new Streams(template, database, functions, agenda, time, random);
        this.api = new Api(events, functions, agenda, random);
        this.carts = new Carts(api, database.client(), template.resource("CartsTable").physicalName(), time);
        this.rules = new ShopRules(database.client(), template.resource("CatalogTable").physicalName(), time,
                seed, Math.max(1, orders / 8));
        this.bank = new SimulatedBank(
                api, agenda, random, time, callbackKey(template),
                new SandboxLedger(
                        database.client(), template.resource("SandboxPaymentsTable").physicalName(), time));
        this.shoppers = new SimulatedShoppers(api, random, seed, orders, carts, rules, bank);
    }

    private static String callbackKey(Template template) {
        return new Settings(template.function("PaymentRetryFunction").environment())
                .read(settings -> DeploymentKey.of(settings, DeploymentKey.Purpose.SANDBOX_CALLBACKS));
    }

    /** @param orders how many purchases are tried */
    static Outcome run(Template template, Path events, Database database, long seed, int orders) {
        return new Simulation(template, events, database, seed, orders).run();
    }

    private Outcome run() {
        change(FaultRates.NONE, false);
        shoppers.open();
        finish();
        change(FaultRates.DEFAULT, true);
        shoppers.sell();
        agenda.add(RULES_CHANGE, () -> {
            rules.change();
            streams.read(Set.of(template.resource("CatalogTable").physicalName()));
        });
        sweep(time.now().plus(SWEPT));
        unreadable.forEach(order -> agenda.add(Duration.ofSeconds(random.nextInt((int) TROUBLE.toSeconds())),
                () -> putUnreadable(order)));
        agenda.add(TROUBLE, () -> change(FaultRates.NONE, false));
        finish();
        carts.look(shoppers.surprises());
        finish();
        return outcome();
    }

    /** Every minute, as the template has it. */
    private void sweep(Instant until) {
        agenda.add(EVERY_MINUTE, () -> {
            functions.invoke(SWEEPER, ResponseJson.bytes(ResponseJson.read("{}")), 0, "");
            if (time.now().isBefore(until)) {
                sweep(until);
            }
        });
    }

    private void putUnreadable(String order) {
        var table = template.resource("OrdersTable").physicalName();
        database.client().putItem(put -> put.tableName(table).item(Map.of(
                FactItems.ORDER_ID, AttributeValue.fromS(order), FactItems.SEQ, AttributeValue.fromN("0"),
                FactItems.TYPE, AttributeValue.fromS("OrderPlaced"),
                FactItems.AT, AttributeValue.fromS(time.now().toString()),
                FactItems.DATA, AttributeValue.fromS("{"))));
        streams.read(Set.of(table));
    }

    private void change(FaultRates rates, boolean isUnreliable) {
        functions.change(rates, isUnreliable);
        queues.change(isUnreliable);
        streams.change(isUnreliable);
    }

    private void finish() {
        for (var step = 0; agenda.step(); step++) {
            if (step > MOST_STEPS) {
                throw new IllegalStateException("It does not come to rest");
            }
        }
    }

    private void stepAside(Duration within) {
        seeUnits();
        agenda.stepAside(within.compareTo(SOON) < 0 ? within : SOON, random);
        seeUnits();
    }

    /** What reserves units will have to say what it rejected for. */
    private void seeUnits() {
        var reserving = functions.active().stream()
                .filter(run -> RESERVING.contains(run.function.logicalId())).toList();
        if (!reserving.isEmpty()) {
            var units = verdict.units(shoppers.stocked());
            reserving.forEach(run -> run.seeUnits(units));
        }
    }

    private Run current() {
        return functions.current();
    }

    private void ended(Run run) {
        checkpoint.advance(time.now());
        run.sent().forEach(message -> queues.send(message.queue(), message.body(), message.delay()));
        streams.read(run.tables());
        if (!run.rejected().isEmpty()) {
            run.seeUnits(verdict.units(shoppers.stocked()));
            run.rejected().forEach(order -> verdict.rejection(order, run.leastUnits()));
        }
        var told = run.calls().toString();
        if (run.function.logicalId().equals("CheckoutFunction")) {
            ORDER.matcher(told).results().forEach(order -> placed.add(order.group()));
        } else if (run.function.logicalId().equals("EmailsFunction")) {
            run.mailsRepeated().forEach((order, times) -> excuses.merge(order, times, Integer::sum));
        } else if (run.function.logicalId().equals("PaymentsFunction") && run.isUndisturbed()) {
            ORDER.matcher(run.subject).results().forEach(order -> verdict.charged(order.group(), time.now()));
        }
    }

    private Outcome outcome() {
        var orders = verdict.orders(placed);
        verdict.readLedger(services.ledgerKeys(), orders);
        verdict.stock(shoppers.stocked(), orders.values());
        verdict.code(rules, orders.values());
        verdict.customers(orders.values());
        verdict.late(orders.values());
        checkpoint.differences(time.now(), orders.values(), shoppers.stocked()).forEach((sku, sums) -> verdict.require(
                false,
                "The checkpoint has " + sums.getFirst() + " units of " + sku + ", the orders " + sums.getLast()));
        verdict.carts(carts, orders.values());
        verdict.unpaid(orders.values());
        verdict.adjustments(shoppers.skus(), shoppers.appliedAdjustments(), shoppers.acceptedAdjustments());
        for (var order : orders.values()) {
            verdict.end(order);
            verdict.money(order);
            verdict.totals(order, rules);
            verdict.mails(order, services, excuses.getOrDefault(order.id().value(), 0));
        }
        verdict.moneyOverAll(orders.values());
        shoppers.accepted()
                .forEach(order -> verdict.require(orders.containsKey(order), order + " was accepted and is lost"));
        // An order that came to nothing frees its cart, and who did not hear of it was told of the next one.
        orders.values().stream().filter(order -> SOLD.contains(order.status())).map(order -> order.id().value())
                .forEach(order -> verdict.require(shoppers.accepted().contains(order), order + " was sold to nobody"));
        shoppers.promises().forEach((order, promises) -> promises
                .forEach(promise -> verdict.kept(order, orders.get(order), promise)));
        shoppers.surprises().forEach(surprise -> verdict.require(false, surprise));
        bank.surprises().forEach(surprise -> verdict.require(false, surprise));
        bank.confirmed().forEach((order, attempts) -> verdict.confirmed(order, orders.get(order), attempts));
        bank.judged().forEach((what, times) -> verdict.judged().merge(what, times, Long::sum));
        verdict.require(api.unanswered() == 0, api.unanswered() + " requests were never answered");
        var parkedRecords = template.resource("ParkedRecordsQueue").physicalName();
        var parked = new HashMap<>(queues.parked());
        verdict.parked(parked.getOrDefault(parkedRecords, List.of()), expectedParked(), streams.lost());
        parked.remove(parkedRecords);
        parked.forEach((queue, messages) -> verdict.require(false, queue + " holds " + messages));
        streams.givenUp().forEach(batch -> verdict.require(false, "given up: " + batch));
        verdict.lost(queues.lost(), streams.lost());
        trace.add(ends(orders));
        return new Outcome(trace, verdict.wrong(), SimulationVerdict.summary(orders.values()), functions.faults(),
                verdict.judged());
    }

    /** What is to be parked: each unreadable order, by each function that reads the stream of orders. */
    private Set<String> expectedParked() {
        return unreadable.stream()
                .flatMap(order -> Stream.of("ReservationsFunction", "RelayFunction")
                        .map(function -> template.function(function).name() + " " + order))
                .collect(Collectors.toSet());
    }

    private static String ends(Map<String, Order> orders) {
        return orders.values().stream()
                .map(order -> order.id() + " " + order.facts().stream().map(fact -> fact.fact().type()).toList())
                .collect(Collectors.joining("\n"));
    }
}
