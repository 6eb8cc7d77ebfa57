package dev.stampede.local.store;

import dev.stampede.local.store.replay.StackQueues.Queue;
import dev.stampede.runtime.events.ParkedRecord;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists, shows and redrives dead letters. */
@Command(name = "dlq", description = "Lists, shows and redrives dead letters.", mixinStandardHelpOptions = true)
final class DeadLettersCommand {

    private static final int SOME_WAIT = 1;

    @Spec
    private CommandSpec spec;

    /** @return 1 if a queue has dead letters */
    @Command(name = "list", description = "Lists the queues with dead letters.", mixinStandardHelpOptions = true)
    int list(@Mixin StoreLocation store) {
        var queues = all(store).stream().filter(Queue::deadLetters).filter(queue -> queue.waiting() > 0).toList();
        if (queues.isEmpty()) {
            print("No dead letters.");
            return 0;
        }
        queues.forEach(queue -> print("%6d  %s%s".formatted(queue.waiting(), queue.name(),
                queue.sources().isEmpty() ? "" : ", from " + String.join(" and ", queue.sources()))));
        return SOME_WAIT;
    }

    @Command(name = "show", description = "Shows the first messages of a dead-letter queue.", mixinStandardHelpOptions = true)
    int show(@Mixin StoreLocation store, @Parameters(paramLabel = "QUEUE") String name) {
        var queue = find(all(store), name);
        print(queue.name() + ": " + queue.waiting() + (queue.waiting() == 1 ? " message" : " messages"));
        queue.messages().forEach(message -> {
            print("");
            print(message.messageId() + "  sent " + message.sentAt());
            reason(message.body()).ifPresent(this::print);
            print(message.body());
        });
        if (!queue.sources().isEmpty() && !queue.messages().isEmpty()) {
            print("");
            print(whereReasonsAre(store, queue.messages().getFirst().messageId()));
        }
        return 0;
    }

    /** Parked records contain why they were parked. */
    private static Optional<String> reason(String body) {
        try {
            var parked = ParkedRecord.parse(body);
            return Optional.of(parked.reason() + " in " + parked.function() + ": " + parked.error() + " at "
                    + parked.location());
        } catch (IllegalArgumentException anotherMessage) {
            return Optional.empty();
        }
    }

    /** SQS keeps no reason with a message that it moves; the function logs each failed attempt with the message's ID. */
    private static String whereReasonsAre(StoreLocation store, String messageId) {
        return store.isDeployed() ? """
                Why the first one failed:
                  aws logs filter-log-events --filter-pattern '"%s"' --log-group-name $(aws cloudformation \\
                    describe-stack-resource --stack-name %s --logical-resource-id Logs \\
                    --query StackResourceDetail.PhysicalResourceId --output text)""".formatted(messageId, store.stack())
                : "Why it failed: the store's own output has each failed attempt, with the message's ID and the exception.";
    }

    @Command(name = "redrive", description = "Returns the messages of a dead-letter queue to the queue they came from.", mixinStandardHelpOptions = true)
    int redrive(@Mixin StoreLocation store, @Parameters(paramLabel = "QUEUE") String name) {
        var queue = find(all(store), name);
        if (queue.sources().isEmpty()) {
            throw new CannotStart(name + " has no queue to return messages to"
                    + (name.equals(LocalStore.PARKED_RECORDS) ? "; use ./stampede replay" : ""), null);
        }
        var moved = store.isDeployed() ? store.deployed(clients -> clients.queues().redrive(queue))
                : store.local().redrive(queue.name());
        print("Returned: " + moved + ".");
        return 0;
    }

    private static List<Queue> all(StoreLocation store) {
        return store.isDeployed() ? store.deployed(clients -> clients.queues().all()) : store.local().queues();
    }

    private static Queue find(List<Queue> queues, String name) {
        return queues.stream().filter(Queue::deadLetters).filter(queue -> queue.name().equals(name)).findFirst()
                .orElseThrow(() -> new CannotStart("Unknown dead-letter queue " + name + "; there are "
                        + String.join(", ", queues.stream().filter(Queue::deadLetters).map(Queue::name).toList()),
                        null));
    }

    private void print(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
