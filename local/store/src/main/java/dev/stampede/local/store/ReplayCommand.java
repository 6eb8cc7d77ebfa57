package dev.stampede.local.store;

import dev.stampede.local.store.replay.LambdaInvoker;
import dev.stampede.local.store.replay.Replay;
import dev.stampede.local.store.replay.Replay.Report;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Replays parked stream records. */
@Command(name = "replay", description = "Replays parked stream records.", mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    private static final int SOME_REMAIN = 1;

    /** Longer than the timeout of any function behind a stream. */
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @Spec
    private CommandSpec spec;

    @Option(names = "--url", paramLabel = "URL", defaultValue = "http://localhost:3000", description = "URL of a running local store. Default: ${DEFAULT-VALUE}.")
    private URI url;

    @Option(names = "--queue-url", paramLabel = "URL", description = "Queue of a deployed store: the stack output ParkedRecordsQueueUrl. Uses the credentials and region of the environment.")
    private @Nullable URI queueUrl;

    @Override
    public Integer call() {
        Logs.configure(false);
        var report = queueUrl == null ? new RunningStore(url).replay() : replayDeployed(queueUrl);
        var out = spec.commandLine().getOut();
        out.println("Replayed: " + report.replayed() + ". Remaining: " + report.remaining().size() + ".");
        report.remaining().forEach(message -> out
                .println("  " + message.function() + " " + message.messageId() + ": " + message.reason()));
        out.flush();
        return report.remaining().isEmpty() ? 0 : SOME_REMAIN;
    }

    private static Report replayDeployed(URI queue) {
        try (var http = UrlConnectionHttpClient.builder().socketTimeout(TIMEOUT).build();
                var sqs = SqsClient.builder().httpClient(http).build();
                var lambda = LambdaClient.builder().httpClient(http).build()) {
            return new Replay(sqs, queue.toString(), new LambdaInvoker(lambda)).run();
        } catch (SdkException refused) {
            throw new CannotStart("AWS returned an error: " + refused.getMessage(), refused);
        }
    }
}
