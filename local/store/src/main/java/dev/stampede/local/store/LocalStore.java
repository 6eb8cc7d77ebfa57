package dev.stampede.local.store;

import dev.stampede.local.store.aws.LocalSecrets;
import dev.stampede.local.store.aws.Services;
import dev.stampede.local.store.demo.DemoLoader;
import dev.stampede.local.store.demo.ImagesPage;
import dev.stampede.local.store.files.DirectoryLock;
import dev.stampede.local.store.http.DocsPage;
import dev.stampede.local.store.http.Edge;
import dev.stampede.local.store.http.EdgeServer;
import dev.stampede.local.store.http.FunctionsPage;
import dev.stampede.local.store.http.LocalPages;
import dev.stampede.local.store.http.MailboxPage;
import dev.stampede.local.store.http.MetricsPage;
import dev.stampede.local.store.http.QueuesPage;
import dev.stampede.local.store.http.ReplayPage;
import dev.stampede.local.store.http.WebFiles;
import dev.stampede.local.store.lambda.Functions;
import dev.stampede.local.store.mail.Mailbox;
import dev.stampede.local.store.oidc.IssuerPage;
import dev.stampede.local.store.oidc.OidcIssuer;
import dev.stampede.local.store.oidc.TokenPage;
import dev.stampede.local.store.oidc.TokenRequest;
import dev.stampede.local.store.replay.Replay;
import dev.stampede.local.store.replay.StackQueues;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Template;
import dev.stampede.local.store.template.TemplateException;
import dev.stampede.local.store.triggers.Triggers;
import dev.stampede.local.stripe.StripeStandIn;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Settings;
import dev.stampede.runtime.aws.AwsClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A running store: the template's functions, tables, queues and API in this process. Thread-safe. Closing it stops
 * everything it started.
 */
public final class LocalStore implements AutoCloseable {

    /** The {@code aud} of the local issuer's tokens. */
    public static final String AUDIENCE = "stampede-local";

    /** The template's queue of parked stream records. */
    static final String PARKED_RECORDS = "ParkedRecordsQueue";

    private static final String STRIPE = "stripe";
    private static final String STRIPE_SECRET = "arn:aws:secretsmanager:eu-central-1:000000000000:secret:stripe-stand-in";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Teardown teardown;
    private final Template template;
    private final Services services;
    private final Functions functions;
    private final OidcIssuer issuer;
    private final LocalMetrics metrics;
    private final StoppablePause pause = new StoppablePause();
    private final URI apiUrl;
    private @Nullable StripeStandIn standIn;
    private final int demoProducts;

    /**
     * Startup options.
     *
     * @param template   the template file; the web applications are in the directory {@code web} beside it
     * @param port       port of the API; 0 picks a free one
     * @param data       data directory; null stores data in memory
     * @param parameters template parameters that override the local defaults
     * @param demo       whether to load the demo catalog if the store has no products
     * @param emulator   URL of an emulator to use instead of the embedded services; null for none
     * @param decorator  wraps the AWS clients that functions use, for faults, limits and policies
     */
    public record Options(Path template, int port, @Nullable Path data, Map<String, String> parameters, boolean demo,
            @Nullable URI emulator, ClientDecorator decorator) {

        public Options {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("The port must be between 0 and 65535: " + port);
            }
            parameters = Map.copyOf(parameters);
        }

        /** An empty store in memory, on a free port. */
        public static Options of(Path template) {
            return new Options(template, 0, null, Map.of(), false, null, (function, clients) -> clients);
        }

        public Options withPort(int newPort) {
            return new Options(template, newPort, data, parameters, demo, emulator, decorator);
        }

        public Options withData(@Nullable Path directory) {
            return new Options(template, port, directory, parameters, demo, emulator, decorator);
        }

        /** Sets a template parameter in addition to those already set. */
        public Options withParameter(String name, String value) {
            var all = new HashMap<>(parameters);
            all.put(name, value);
            return new Options(template, port, data, all, demo, emulator, decorator);
        }

        public Options withDemo(boolean load) {
            return new Options(template, port, data, parameters, load, emulator, decorator);
        }

        public Options withEmulator(@Nullable URI address) {
            return new Options(template, port, data, parameters, demo, address, decorator);
        }

        public Options withDecorator(ClientDecorator around) {
            return new Options(template, port, data, parameters, demo, emulator, around);
        }
    }

    /** Wraps the AWS clients of functions; the engine's own calls bypass it. Called once for each function. */
    @FunctionalInterface
    public interface ClientDecorator {
        AwsClients around(FunctionDefinition function, AwsClients clients);
    }

    private LocalStore(Options options, Teardown teardown) {
        this.teardown = teardown;
        var clock = Clock.systemUTC();
        requireTemplate(options.template());
        var data = options.emulator() == null ? options.data() : null;
        if (data != null) {
            teardown.add(DirectoryLock.acquire(data));
        }
        var mailbox = teardown.add(data == null ? new Mailbox() : Mailbox.in(data));
        var server = teardown.add(openPort(options.port()));
        this.apiUrl = URI.create("http://localhost:" + server.port());
        var newIssuer = CompletableFuture.supplyAsync(
                () -> OidcIssuer.at(issuerUrl(), AUDIENCE, clock, options.data()), Thread::startVirtualThread);
        this.metrics = new LocalMetrics();
        this.services = teardown.add(Services.start(
                new Services.Options(options.data(), options.emulator(), mailbox)));
        this.template = Template.read(options.template(), parameters(options.parameters()), services.stack());
        this.functions = teardown
                .add(new Functions(template, function -> environment(function, options.decorator(), clock)));
        this.issuer = newIssuer.join();
        var warming = CompletableFuture.runAsync(functions::warm, Thread::startVirtualThread);
        services.create(template);
        var triggers = teardown.add(Triggers.start(template, functions, services));
        teardown.closeFirst(server);
        teardown.add(() -> {
            server.expectFailures();
            triggers.stop();
            pause.stop();
            mailbox.stopWaiting();
        });
        var web = web(options.template());
        server.serve(Edge.of(template, functions::invoke, clock, pages(web), web));
        warming.join();
        this.demoProducts = options.demo() ? loadDemo() : 0;
    }

    /**
     * Starts a store. Returns when it accepts requests and the demo catalog, if requested, is loaded.
     *
     * @throws CannotStart if the store cannot start; nothing is left running
     */
    public static LocalStore start(Options options) {
        var teardown = new Teardown();
        try {
            return new LocalStore(options, teardown);
        } catch (CannotStart known) {
            teardown.close();
            throw known;
        } catch (CompletionException aside) {
            teardown.close();
            throw new CannotStart(String.valueOf(aside.getCause().getMessage()), aside.getCause());
        } catch (TemplateException | IllegalStateException | UncheckedIOException fault) {
            teardown.close();
            throw new CannotStart(String.valueOf(fault.getMessage()), fault);
        } catch (RuntimeException | Error bug) {
            teardown.close();
            throw bug;
        }
    }

    /** The URL of the API, without a trailing slash. */
    public URI apiUrl() {
        return apiUrl;
    }

    public Mailbox mailbox() {
        return services.mailbox();
    }

    public Template template() {
        return template;
    }

    public Services services() {
        return services;
    }

    /** The stand-in for Stripe, if the store pays there. */
    public Optional<StripeStandIn> stripe() {
        return Optional.ofNullable(standIn);
    }

    public Functions functions() {
        return functions;
    }

    public LocalMetrics metrics() {
        return metrics;
    }

    /** Issues a signed token that the store accepts. */
    public String token(TokenRequest request) {
        return issuer.token(request);
    }

    /** The number of demo products loaded; 0 if the demo catalog was not loaded. */
    public int demoProducts() {
        return demoProducts;
    }

    /**
     * Stops accepting requests and events, ends all waits, gives running work a few seconds to finish, and stops the
     * services. Unfinished work continues after the next start with the same data directory.
     */
    @Override
    public void close() {
        teardown.close();
    }

    private String issuerUrl() {
        return apiUrl + IssuerPage.PATH;
    }

    private Map<String, String> parameters(Map<String, String> given) {
        var parameters = new HashMap<>(
                Map.of("Stage", "dev", "OidcIssuer", issuerUrl(), "OidcAudience", AUDIENCE, "StorefrontUrl",
                        apiUrl.toString()));
        parameters.putAll(given);
        if (STRIPE.equals(given.get("PaymentProvider")) && !given.containsKey("StripeSecretArn")) {
            parameters.putAll(stripeStandIn());
        }
        return parameters;
    }

    /** Without keys of an account, the store pays at a stand-in, which calls it back. */
    private Map<String, String> stripeStandIn() {
        var stripe = teardown.add(StripeStandIn.start(Clock.systemUTC()));
        stripe.sendEventsTo(URI.create(apiUrl + "/v1/payments/stripe/events"));
        LocalSecrets.INSTANCE.provide(STRIPE_SECRET, stripe::secret);
        standIn = stripe;
        return Map.of("StripeApiUrl", stripe.url().toString(), "StripeSecretArn", STRIPE_SECRET);
    }

    private FunctionEnvironment environment(FunctionDefinition function, ClientDecorator decorator, Clock clock) {
        return new FunctionEnvironment(new Settings(withApiUrl(function.environment())), clock, pause, RANDOM,
                decorator.around(function, services.clients()), metrics);
    }

    /** Where the template names the address that API Gateway would have given the API, functions see the store's. */
    private Map<String, String> withApiUrl(Map<String, String> variables) {
        var nominal = template.outputs().get("ApiUrl");
        var replaced = new HashMap<>(variables);
        if (nominal != null) {
            replaced.replaceAll((name, value) -> value.equals(nominal) ? apiUrl.toString() : value);
        }
        return replaced;
    }

    private LocalPages pages(WebFiles web) {
        var replay = new ReplayPage(this::replay);
        return new LocalPages(List.of(new MailboxPage(services.mailbox()),
                new FunctionsPage(template, functions::invoke, functions::statistics),
                new QueuesPage(new StackQueues(services.clients().sqs(), services.stack().name(), template),
                        Map.of(PARKED_RECORDS, replay.path())),
                replay,
                new MetricsPage(metrics::all),
                new TokenPage(issuer), new IssuerPage(issuer, Clock.systemUTC()), new ImagesPage(), new DocsPage()),
                web);
    }

    private Replay replay() {
        var queue = template.resource(PARKED_RECORDS).physicalName();
        return new Replay(services.clients().sqs(), services.stack().queueUrl(queue),
                (name, event) -> template.functions().stream().filter(function -> function.name().equals(name))
                        .findFirst().map(function -> functions.invoke(function.logicalId(), event))
                        .orElseGet(() -> Replay.noSuchFunction(name)));
    }

    private int loadDemo() {
        try {
            return new DemoLoader(apiUrl, issuer.token(TokenRequest.admin("demo-loader"))).load();
        } catch (IllegalStateException | UncheckedIOException refused) {
            throw new CannotStart("Cannot load the demo catalog: " + refused.getMessage()
                    + "; to start without it, use --no-demo", refused);
        }
    }

    /** The web applications are beside the template. */
    private WebFiles web(Path file) {
        return new WebFiles(file.toAbsolutePath().resolveSibling("web"), services.endpoints().s3());
    }

    private static void requireTemplate(Path template) {
        if (!Files.isReadable(template)) {
            throw new CannotStart("Template not found: " + template, null);
        }
    }

    private static EdgeServer openPort(int port) {
        try {
            return EdgeServer.open(port);
        } catch (IOException taken) {
            throw new CannotStart("Port " + port + " is in use; to pick a free port, use --port 0", taken);
        }
    }
}
