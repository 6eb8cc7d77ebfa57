package dev.stampede.local.store;

import dev.stampede.local.store.replay.StackQueues;
import dev.stampede.local.store.replay.StackQueues.Queue;
import dev.stampede.local.store.template.Template;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Lists, shows and redrives dead letters. */
@Command(name = "dlq", description = "Lists, shows and redrives dead letters.", mixinStandardHelpOptions = true)
final class DeadLettersCommand {

    private static final int SOME_WAIT = 1;

    @Spec
    private CommandSpec spec;

    /** Where the queues are. */
    static final class Place {

        @Option(names = "--url", paramLabel = "URL", defaultValue = "http://localhost:3000", description = "URL of a running local store. Default: ${DEFAULT-VALUE}.")
        private URI url;

        @Option(names = "--stack", paramLabel = "NAME", description = "Name of a deployed stack. Uses the credentials and region of the environment.")
        private @Nullable String stack;

        @Mixin
        private TemplateOption template;
    }

    /** @return 1 if a queue has dead letters */
    @Command(name = "list", description = "Lists the queues with dead letters.", mixinStandardHelpOptions = true)
    int list(@Mixin Place place) {
        var queues = all(place).stream().filter(Queue::deadLetters).filter(queue -> queue.waiting() > 0).toList();
        if (queues.isEmpty()) {
            print("No dead letters.");
            return 0;
        }
        queues.forEach(queue -> print("%6d  %s%s".formatted(queue.waiting(), queue.name(),
                queue.sources().isEmpty() ? "" : ", from " + String.join(" and ", queue.sources()))));
        return SOME_WAIT;
    }

    @Command(name = "show", description = "Shows the first messages of a dead-letter queue.", mixinStandardHelpOptions = true)
    int show(@Mixin Place place, @Parameters(paramLabel = "QUEUE") String name) {
        var queue = find(all(place), name);
        print(queue.name() + ": " + queue.waiting() + (queue.waiting() == 1 ? " message" : " messages"));
        queue.messages().forEach(message -> {
            print("");
            print(message.messageId() + "  sent " + message.sentAt());
            print(message.body());
        });
        return 0;
    }

    @Command(name = "redrive", description = "Returns the messages of a dead-letter queue to the queue they came from.", mixinStandardHelpOptions = true)
    int redrive(@Mixin Place place, @Parameters(paramLabel = "QUEUE") String name) {
        var queue = find(all(place), name);
        if (queue.sources().isEmpty()) {
            throw new CannotStart(name + " has no queue to return messages to"
                    + (name.equals(LocalStore.PARKED_RECORDS) ? "; use ./stampede replay" : ""), null);
        }
        var moved = place.stack == null ? new RunningStore(place.url).redrive(queue.name())
                : deployed(place, queues -> queues.redrive(queue));
        print("Returned: " + moved + ".");
        return 0;
    }

    private static List<Queue> all(Place place) {
        return place.stack == null ? new RunningStore(place.url).queues() : deployed(place, StackQueues::all);
    }

    private static Queue find(List<Queue> queues, String name) {
        return queues.stream().filter(Queue::deadLetters).filter(queue -> queue.name().equals(name)).findFirst()
                .orElseThrow(() -> new CannotStart("Unknown dead-letter queue " + name + "; there are "
                        + String.join(", ", queues.stream().filter(Queue::deadLetters).map(Queue::name).toList()),
                        null));
    }

    private static <T> T deployed(Place place, Function<StackQueues, T> work) {
        var template = Template.inspect(place.template.file(), Map.of());
        try (var http = UrlConnectionHttpClient.create(); var sqs = SqsClient.builder().httpClient(http).build()) {
            return work.apply(new StackQueues(sqs, place.stack, template));
        } catch (SdkException refused) {
            throw new CannotStart("AWS returned an error: " + refused.getMessage(), refused);
        } catch (IllegalStateException incomplete) {
            throw new CannotStart(incomplete.getMessage(), incomplete);
        }
    }

    private void print(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
