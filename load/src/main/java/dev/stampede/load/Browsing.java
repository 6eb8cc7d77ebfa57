package dev.stampede.load;

import dev.stampede.load.BrowseResult.Changes;
import dev.stampede.load.BrowseResult.Import;
import dev.stampede.load.BrowseResult.Pages;
import dev.stampede.load.Shoppers.Visit;
import dev.stampede.local.lab.capacity.CapacityMeter;
import dev.stampede.local.lab.capacity.CloudConditions;
import dev.stampede.local.lab.capacity.RequestMeter;
import dev.stampede.local.store.CannotStart;
import dev.stampede.local.store.LocalStore;
import dev.stampede.local.store.oidc.TokenRequest;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** One run: loads a catalog of each size and reads its pages, in one store or in several in turn. */
final class Browsing {

    private static final String THIS_STORE = "this store";

    /** Limits that the shoppers, who are all at one address, must not reach. */
    private static final List<String> RATE_LIMITS = List.of("CallerRequestsPerMinute", "CallerWaitSecondsPerMinute");
    private static final int OK = 200;
    private static final String UNLIMITED = "1000000";

    private final Path template;
    private final BrowseScenario scenario;
    private final String command;
    private final CapacityMeter meter = new CapacityMeter();
    private final List<Import> imports = new ArrayList<>();
    private final List<Changes> changes = new ArrayList<>();
    private final Map<Subject, List<Visit>> visits = new LinkedHashMap<>();
    private final Map<Subject, Double> readUnits = new HashMap<>();
    private final Map<Subject, Map<String, CacheReads>> cacheReads = new HashMap<>();

    Browsing(Path template, BrowseScenario scenario, String command) {
        this.template = template;
        this.scenario = scenario;
        this.command = command;
    }

    private record Subject(String store, int products, CatalogPage page) {}

    /** @param readUnits the read units consumed so far; null if they cannot be metered */
    private record Target(String name, Http http, String adminToken, @Nullable DoubleSupplier readUnits) {}

    BrowseResult run() {
        System.setProperty("http.maxConnections", Integer.toString(scenario.concurrency()));
        if (!scenario.stores().isEmpty()) {
            return run(scenario.stores().entrySet().stream().map(store -> running(store.getKey(), store.getValue()))
                    .toList());
        }
        var options = LocalStore.Options.of(template)
                .withDecorator(
                        (function, clients) -> CloudConditions.metered(meter, new RequestMeter()).apply(clients));
        for (var limit : RATE_LIMITS) {
            options = options.withParameter(limit, UNLIMITED);
        }
        try (var store = LocalStore.start(options)) {
            return run(List.of(new Target(THIS_STORE, new Http(store.apiUrl()),
                    store.token(TokenRequest.admin("bench")), () -> meter.snapshot().readUnits())));
        }
    }

    private static Target running(String name, URI api) {
        var http = new Http(api);
        try {
            var answer = http.send("GET", "/_local/token?sub=bench&groups=admin", Map.of(), "");
            if (answer.status() != OK) {
                throw new CannotStart("The store at " + api + " gives no token: " + answer, null);
            }
            return new Target(name, http, answer.body().strip(), null);
        } catch (UncheckedIOException unreachable) {
            throw new CannotStart("There is no store at " + api, unreachable);
        }
    }

    private BrowseResult run(List<Target> targets) {
        for (var size : scenario.sizes()) {
            for (var target : targets) {
                var products = products(target);
                imports.add(new Import(target.name(), size, products.upTo(size), products.awaitSearchable(size)));
            }
            for (var round = 0; round <= scenario.rounds(); round++) {
                for (var page : CatalogPage.values()) {
                    for (var target : targets) {
                        read(target, size, page, round);
                    }
                }
            }
            if (scenario.changes() > 0) {
                for (var target : targets) {
                    changes.add(new Changes(target.name(), size,
                            new CatalogChanges(target.http(), products(target)).measure(scenario.changes())));
                }
            }
        }
        return new BrowseResult(command, imports, changes, visits.entrySet().stream()
                .map(entry -> pages(entry.getKey(), entry.getValue())).toList());
    }

    private static CatalogImport products(Target target) {
        return new CatalogImport(target.http(), target.adminToken());
    }

    /** Round 0 is the warm-up. */
    private void read(Target target, int size, CatalogPage page, int round) {
        var seconds = round == 0 ? scenario.warmUp() : scenario.seconds();
        if (seconds == 0) {
            return;
        }
        var subject = new Subject(target.name(), size, page);
        var before = target.readUnits() == null ? 0 : target.readUnits().getAsDouble();
        var cachedBefore = cacheReads(target);
        // Each round goes on where no other has been, so that cold pages stay cold.
        var visit = new Shoppers(target.http(), scenario.concurrency())
                .read(round * 1_000_000 / (scenario.rounds() + 1), seconds, request -> page.path(request, size));
        if (round > 0) {
            visits.computeIfAbsent(subject, _ -> new ArrayList<>()).add(visit);
            if (target.readUnits() != null) {
                readUnits.merge(subject, target.readUnits().getAsDouble() - before, Double::sum);
            }
            cacheReads(target).forEach((level, reads) -> cacheReads.computeIfAbsent(subject, _ -> new TreeMap<>())
                    .merge(level, reads.minus(cachedBefore.getOrDefault(level, CacheReads.NONE)), CacheReads::plus));
        }
    }

    private static Map<String, CacheReads> cacheReads(Target target) {
        var answer = target.http().send("GET", "/_local/metrics", Map.of(), "");
        if (answer.status() != OK) {
            throw new IllegalStateException("The store " + target.name() + " has no metrics: " + answer);
        }
        return CacheReads.of(StoreUnderTest.json(answer));
    }

    private Pages pages(Subject subject, List<Visit> rounds) {
        var millis = rounds.stream().flatMap(visit -> visit.millis().stream()).toList();
        var failures = new TreeMap<Integer, Long>();
        rounds.forEach(visit -> visit.failures().forEach((status, count) -> failures.merge(status, count, Long::sum)));
        var units = readUnits.get(subject);
        var reads = new TreeMap<>(cacheReads.getOrDefault(subject, Map.of()));
        reads.values().removeIf(level -> level.count() == 0);
        return new Pages(subject.store(), subject.products(), subject.page(),
                rounds.stream().map(Visit::perSecond).toList(), Percentiles.of(millis), failures,
                units == null ? null : units / millis.size(), reads);
    }
}
