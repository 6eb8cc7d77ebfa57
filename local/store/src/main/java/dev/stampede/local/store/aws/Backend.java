package dev.stampede.local.store.aws;

import dev.stampede.local.store.template.Resource;
import dev.stampede.local.store.template.Stack;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The source of the AWS services. Ready after construction; closing it stops what it started. */
sealed interface Backend extends AutoCloseable permits EmbeddedBackend, EmulatorBackend {

    Clients clients();

    DynamoDbStreamsClient streams();

    Endpoints endpoints();

    Stack stack();

    /** Creates a bucket of the template, if it does not exist. */
    void createBucket(Resource bucket);

    /** The writes to tables; empty if this process cannot observe them. */
    Optional<TableChanges> changes();

    /** Whether the services run in this process. */
    default boolean inProcess() {
        return changes().isPresent();
    }

    @Override
    void close();
}
