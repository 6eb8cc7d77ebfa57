package dev.stampede.local.store;

import dev.stampede.local.store.lambda.Invocation;
import dev.stampede.local.store.replay.LambdaInvoker;
import dev.stampede.local.store.replay.StackFunctions;
import dev.stampede.local.store.replay.StackQueues;
import dev.stampede.local.store.template.Template;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The options that name a store: a running local one, or a deployed stack. */
final class StoreLocation {

    /** Longer than Lambda's maximum timeout. */
    private static final Duration TIMEOUT = Duration.ofMinutes(16);

    @Option(names = "--url", paramLabel = "URL", defaultValue = "http://localhost:3000", description = "URL of a running local store. Default: ${DEFAULT-VALUE}.")
    private URI url;

    @Option(names = "--stack", paramLabel = "NAME", description = "Name of a deployed stack. Uses the credentials and region of the environment.")
    private @Nullable String stack;

    @Mixin
    private TemplateOption template;

    /** The clients of a deployed stack. */
    record Deployed(String stack, Template template, SqsClient sqs, LambdaClient lambda) {

        StackQueues queues() {
            return new StackQueues(sqs, stack, template);
        }

        StackFunctions functions() {
            return new StackFunctions(lambda, stack);
        }

        LambdaInvoker invoker() {
            return new LambdaInvoker(lambda);
        }
    }

    boolean isDeployed() {
        return stack != null;
    }

    /** The name of the deployed stack. @throws NullPointerException if a local store is named */
    String stack() {
        return Objects.requireNonNull(stack);
    }

    RunningStore local() {
        return new RunningStore(url);
    }

    /**
     * Works with a deployed stack.
     *
     * @throws CannotStart if AWS refuses a request, or if the stack lacks a resource of the template
     */
    <T> T deployed(Function<Deployed, T> work) {
        var inspected = Template.inspect(template.file(), Map.of());
        try (SdkHttpClient http = UrlConnectionHttpClient.builder().socketTimeout(TIMEOUT).build();
                var sqs = SqsClient.builder().httpClient(http).build();
                var lambda = LambdaClient.builder().httpClient(http).build()) {
            return work.apply(new Deployed(stack(), inspected, sqs, lambda));
        } catch (SdkException refused) {
            throw AwsFailure.of(refused);
        } catch (IllegalStateException incomplete) {
            throw new CannotStart(incomplete.getMessage(), incomplete);
        }
    }

    /**
     * Invokes a function of the store.
     *
     * @param function the logical ID
     * @return its result as JSON
     * @throws CannotStart if the store does not run, or if the function fails
     */
    byte[] invoke(String function, byte[] event) {
        var invocation = isDeployed() ? deployed(clients -> clients.functions().invoke(function, event))
                : local().invoke(function, event)
                        .orElseThrow(() -> new CannotStart("No local store is running at " + url, null));
        return switch (invocation) {
            case Invocation.Answered answered -> answered.payload();
            case Invocation.Failed failed ->
                    throw new CannotStart(function + " failed: " + failed.errorMessage(), null);
            case Invocation.Throttled throttled ->
                    throw new CannotStart(function + " is throttled: no concurrent execution is free", null);
        };
    }
}
