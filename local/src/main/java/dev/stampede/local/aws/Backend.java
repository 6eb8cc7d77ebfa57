package dev.stampede.local.aws;

import dev.stampede.local.template.Stack;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Where the services come from. Ready when made; closing it ends what it started. */
sealed interface Backend extends AutoCloseable permits EmbeddedBackend, EmulatorBackend {

    Clients clients();

    DynamoDbStreamsClient streams();

    Endpoints endpoints();

    Stack stack();

    /** Says who runs the functions that are subscribed to topics. */
    void notify(NotifiedFunctions functions);

    /** Whether streams may be asked often, because asking costs no request over the network. */
    boolean inProcess();

    @Override
    void close();
}
