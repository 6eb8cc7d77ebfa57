package dev.stampede.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stampede.load.ColdStartResult.Row;
import dev.stampede.local.lab.packaged.FunctionProcess;
import dev.stampede.local.lab.packaged.FunctionProcess.Deployed;
import dev.stampede.local.lab.packaged.RuntimeApi.Outcome;
import dev.stampede.local.store.CannotStart;
import dev.stampede.local.store.LocalStore;
import dev.stampede.local.store.aws.Services;
import dev.stampede.local.store.oidc.TokenRequest;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Template;
import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Starts deployable jars as Lambda does, against a local database with one product in stock, and measures how long they take until
 * their first answer. For use by one thread.
 */
final class ColdStart {

    private static final String SKU = "COLD-START";
    private static final String PRODUCT = "cold-start";
    private static final int STOCK = 1_000_000;
    private static final String UNLIMITED = "1000000";
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(10);
    /** The cache is written when the process ends. */
    private static final Duration TRAINING_END = Duration.ofMinutes(3);
    private static final int OK = 200;
    private static final int ERRORS = 400;

    private final Path home;
    private final List<String> functions;
    private final Map<String, Path> builds;
    private final List<String> jvmOptions;
    private final boolean aot;
    private final @Nullable Path caches;

    /**
     * @param home      the project's directory
     * @param functions logical IDs
     * @param builds    directories of other builds whose jars are measured too, with the environment of their templates, by their names in the report
     * @param aot       whether to measure with AOT caches as well
     * @param caches    where to leave the AOT caches, each with a file of the arguments of {@code java}; null to delete them
     */
    ColdStart(Path home, List<String> functions, Map<String, Path> builds, List<String> jvmOptions, boolean aot,
            @Nullable Path caches) {
        this.home = home;
        this.functions = List.copyOf(functions);
        this.builds = Map.copyOf(builds);
        this.jvmOptions = List.copyOf(jvmOptions);
        this.aot = aot;
        this.caches = caches;
    }

    /** Times of one kind of start, in milliseconds. */
    private record Started(Subject subject, List<Long> init, List<Long> firstAnswer) {

        private Row row() {
            return new Row(subject.name(), subject.aot(), subject.isJudged(), size(subject.function().jar()),
                    Percentiles.of(init), Percentiles.of(firstAnswer));
        }
    }

    /** What is started. */
    private record Subject(String name, Deployed function, boolean isJudged, boolean aot, List<String> jvmOptions,
            Supplier<String> event) {}

    /** @throws CannotStart if a jar is missing, or if a function does not answer as it should */
    ColdStartResult run(int rounds, String command, double maxRatio, double maxAotRatio)
            throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("stampede-bench");
        try {
            offerAProduct(directory.resolve("data"));
            var options = Services.Options.inMemory().withData(directory.resolve("data"));
            try (var services = Services.start(options)) {
                var template = Template.read(template(), parameters(), services.stack());
                services.create(template);
                var started = new ArrayList<Started>();
                for (var subject : subjects(template, services, directory)) {
                    started.add(new Started(subject, new ArrayList<>(), new ArrayList<>()));
                }
                for (var round = 0; round < rounds; round++) {
                    for (var each : started) {
                        measure(each, directory);
                    }
                }
                var rows = started.stream().map(Started::row).toList();
                return new ColdStartResult(command, rounds, String.join(" ", jvmOptions), rows.getFirst(),
                        rows.subList(1, rows.size()), maxRatio, maxAotRatio);
            }
        } finally {
            Directories.delete(directory);
        }
    }

    private Path template() {
        return home.resolve("template.yaml");
    }

    private void offerAProduct(Path data) {
        var options = LocalStore.Options.of(template()).withData(data);
        try (var store = LocalStore.start(options)) {
            new StoreUnderTest(new Http(store.apiUrl()), store.token(TokenRequest.admin("bench"))).offer(SKU, STOCK, 1);
        }
    }

    private static Map<String, String> parameters() {
        return Map.of("Stage", "dev", "OidcIssuer", "http://127.0.0.1:9/none", "OidcAudience", "stampede",
                "CallerRequestsPerMinute", UNLIMITED, "MaxUnpaidUnits", UNLIMITED, "EmailCheckoutsPerHour", UNLIMITED,
                "CardPaymentsPerHour", UNLIMITED);
    }

    private List<Subject> subjects(Template template, Services services, Path directory)
            throws IOException, InterruptedException {
        var empty = new Deployed("empty", EmptyHandler.class.getName(), emptyJar(directory), 1024, Map.of());
        var subjects = new ArrayList<>(modes("empty handler", empty, false, () -> "{}", directory));
        for (var id : functions) {
            var function = template.function(id);
            subjects.addAll(modes(id, deployed(function, home, services), true, events(id), directory));
            for (var build : builds.entrySet()) {
                var other = Template.read(build.getValue().resolve("template.yaml"), parameters(), services.stack());
                subjects.addAll(modes(id + " " + build.getKey(),
                        deployed(other.function(id), build.getValue(), services), false, events(id), directory));
            }
        }
        return subjects;
    }

    private List<Subject> modes(String name, Deployed function, boolean isJudged, Supplier<String> event,
            Path directory)
            throws IOException, InterruptedException {
        var plain = new Subject(name, function, isJudged, false, jvmOptions, event);
        return aot ? List.of(plain, trained(plain, directory)) : List.of(plain);
    }

    /** The same with an AOT cache, which is used or the JVM does not start. */
    private Subject trained(Subject plain, Path directory) throws IOException, InterruptedException {
        var name = plain.name().replace(' ', '-');
        var cache = Files.createDirectories(caches == null ? directory.resolve("aot") : caches.toAbsolutePath())
                .resolve(name + ".aot");
        Files.deleteIfExists(cache);
        start(plain, List.of("-XX:AOTCacheOutput=" + cache), directory, TRAINING_END);
        if (!Files.exists(cache)) {
            throw new CannotStart(plain.name() + ": the JVM wrote no AOT cache\n"
                    + Files.readString(log(directory)));
        }
        var options = new ArrayList<>(jvmOptions);
        options.add("-XX:AOTCache=" + cache);
        if (caches != null) {
            var start = new FunctionProcess.Start(client(), options, FunctionProcess.ON_DEMAND, log(directory));
            Files.write(cache.resolveSibling(name + ".args"), FunctionProcess.arguments(plain.function(), start));
        }
        options.add("-XX:AOTMode=on");
        return new Subject(plain.name(), plain.function(), plain.isJudged(), true, options, plain.event());
    }

    private void measure(Started started, Path directory) throws IOException, InterruptedException {
        var times = start(started.subject(), List.of(), directory, END);
        started.init().add(times.init().toMillis());
        started.firstAnswer().add(times.firstAnswer().toMillis());
    }

    private record Times(Duration init, Duration firstAnswer) {}

    private static Path log(Path directory) {
        return directory.resolve("function.log");
    }

    private static Times start(Subject subject, List<String> furtherOptions, Path directory, Duration end)
            throws IOException, InterruptedException {
        var options = new ArrayList<>(subject.jvmOptions());
        options.addAll(furtherOptions);
        var start = new FunctionProcess.Start(client(), options, FunctionProcess.ON_DEMAND, log(directory));
        try (var process = FunctionProcess.start(subject.function(), start)) {
            var outcome = process.invoke(subject.event().get(), ANSWER);
            requireSuccess(subject, outcome, process);
            var times = new Times(process.initialization(), process.untilAnswer(outcome));
            if (!process.end(end)) {
                throw new CannotStart(subject.name() + " did not end within " + end);
            }
            return times;
        }
    }

    private static void requireSuccess(Subject subject, Outcome outcome, FunctionProcess process) throws IOException {
        var status = outcome.failed() ? ERRORS : Json.parse(outcome.text()).path("statusCode").asInt(OK);
        if (status >= ERRORS) {
            throw new CannotStart(subject.name() + " answered " + outcome.text() + "\n" + process.output());
        }
    }

    /** The runtime interface client, of this build. */
    private static Path client() {
        return StampedeCommand.home().toAbsolutePath().resolve("local/lab/target/runtime-interface-client");
    }

    private static Deployed deployed(FunctionDefinition function, Path build, Services services) {
        var jar = build.toAbsolutePath().resolve(function.codeUri());
        if (!Files.exists(jar)) {
            throw new CannotStart("There is no " + jar);
        }
        var environment = new HashMap<>(function.environment());
        environment.putAll(services.endpoints().environment());
        return new Deployed(function.name(), function.handler(), jar, function.memory(), environment);
    }

    /** The first event of each start: a product, a purchase, or the function's first sample event. */
    private Supplier<String> events(String function) {
        return switch (function) {
            case "BrowseFunction" -> this::product;
            case "CheckoutFunction" -> this::purchase;
            default -> {
                var event = firstSample(function);
                yield () -> event;
            }
        };
    }

    private String product() {
        var event = sample(home.resolve("events/BrowseFunction-Product.json"));
        event.put("path", "/v1/products/" + PRODUCT).putObject("pathParameters").put("productId", PRODUCT);
        return Json.write(event);
    }

    private String purchase() {
        var event = sample(home.resolve("events/CheckoutFunction-Checkout.json"));
        var key = UUID.randomUUID().toString();
        event.withObject("/headers").put("Idempotency-Key", key);
        event.withObject("/multiValueHeaders").putArray("Idempotency-Key").add(key);
        event.put("body", StoreUnderTest.purchase("cold-" + key, List.of(new Scenario.Line(SKU, 1))));
        return Json.write(event);
    }

    private String firstSample(String function) {
        try (var files = Files.list(home.resolve("events"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(function + "-")).sorted().findFirst()
                    .map(file -> Json.write(sample(file)))
                    .orElseThrow(() -> new CannotStart("There is no sample event of " + function));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ObjectNode sample(Path file) {
        try {
            return (ObjectNode) Json.parse(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path emptyJar(Path directory) throws IOException {
        var jar = directory.resolve("empty.jar");
        var name = EmptyHandler.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var in = EmptyHandler.class.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new JarEntry(name));
            in.transferTo(out);
        }
        return jar;
    }

    private static long size(Path jar) {
        try {
            return Files.size(jar);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
