package dev.stampede.local.store.aws;

import dev.stampede.local.store.template.Stack;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Where the services come from. Ready when made; closing it ends what it started. */
sealed interface Backend extends AutoCloseable permits EmbeddedBackend, EmulatorBackend {

    Clients clients();

    DynamoDbStreamsClient streams();

    Endpoints endpoints();

    Stack stack();

    /** Says who runs the functions that are subscribed to topics. */
    void notify(NotifiedFunctions functions);

    /** The writes to tables, where they can be seen from here. */
    Optional<TableChanges> changes();

    /** Whether the services run in this process. */
    default boolean inProcess() {
        return changes().isPresent();
    }

    @Override
    void close();
}
