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

/** Replays the stream records that functions have parked. */
@Command(name = "replay", description = "Gives parked stream records back to their functions.", mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    private static final int SOME_LEFT = 1;

    /** Above the longest timeout of a function behind a stream. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Spec
    private CommandSpec spec;

    @Option(names = "--url", paramLabel = "URL", defaultValue = "http://localhost:3000", description = "A running local store. Default: ${DEFAULT-VALUE}.")
    private URI url;

    @Option(names = "--queue-url", paramLabel = "URL", description = "The queue of a deployed store: the output ParkedRecordsQueueUrl of its stack. Credentials and region are those of the environment.")
    private @Nullable URI queueUrl;

    @Override
    public Integer call() {
        Logs.configure(false);
        var report = queueUrl == null ? new RunningStore(url).replay() : replayDeployed(queueUrl);
        var out = spec.commandLine().getOut();
        out.println("Replayed: " + report.replayed() + ". Left in the queue: " + report.left().size() + ".");
        report.left().forEach(left -> out.println("  " + left.function() + " " + left.messageId() + ": " + left.why()));
        out.flush();
        return report.left().isEmpty() ? 0 : SOME_LEFT;
    }

    private static Report replayDeployed(URI queue) {
        try (var http = UrlConnectionHttpClient.builder().socketTimeout(PATIENCE).build();
                var sqs = SqsClient.builder().httpClient(http).build();
                var lambda = LambdaClient.builder().httpClient(http).build()) {
            return new Replay(sqs, queue.toString(), new LambdaInvoker(lambda)).run();
        } catch (SdkException refused) {
            throw new CannotStart("AWS refused: " + refused.getMessage(), refused);
        }
    }
}
