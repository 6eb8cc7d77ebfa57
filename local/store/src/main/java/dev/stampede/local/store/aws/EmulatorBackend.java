package dev.stampede.local.store.aws;

import dev.stampede.local.store.mail.Mailbox;
import dev.stampede.local.store.template.Resource;
import dev.stampede.local.store.template.Stack;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Services of an emulator such as LocalStack, Floci or moto, over HTTP. */
final class EmulatorBackend implements Backend {

    private final URI endpoint;
    private final SdkHttpClient http;
    private final Clients clients;
    private final DynamoDbStreamsClient streams;
    private final Stack stack;

    private EmulatorBackend(URI endpoint, SdkHttpClient http, DynamoDbStreamsClient streams, UUID stackId,
            Mailbox mailbox, Clock clock) {
        this.endpoint = endpoint;
        this.http = http;
        this.streams = streams;
        var sns = Sdk.client(SnsClient.builder(), endpoint, Stack.REGION, http);
        stack = Stack.of(stackId, Stack.REGION, account(sns), endpoint);
        clients = new Clients(Sdk.client(DynamoDbClient.builder(), endpoint, Stack.REGION, http),
                Sdk.client(SqsClient.builder(), endpoint, Stack.REGION, http), sns,
                new RecordingSes(Sdk.client(SesClient.builder(), endpoint, Stack.REGION, http), mailbox, clock),
                new ObjectClients(endpoint, Stack.REGION, http));
    }

    /** @throws IllegalStateException if no emulator responds */
    static EmulatorBackend connect(URI endpoint, UUID stackId, Mailbox mailbox, Clock clock) {
        if (!Moto.isAt(endpoint)) {
            var http = Sdk.http();
            return new EmulatorBackend(endpoint, http, streams(endpoint, http), stackId, mailbox, clock);
        }
        var calls = new SequentialWrites(Sdk.http());
        return new EmulatorBackend(endpoint, calls, new MotoStreams(streams(endpoint, calls), calls), stackId, mailbox,
                clock);
    }

    private static DynamoDbStreamsClient streams(URI endpoint, SdkHttpClient http) {
        return Sdk.client(DynamoDbStreamsClient.builder(), endpoint, Stack.REGION, http);
    }

    @Override
    public Clients clients() {
        return clients;
    }

    @Override
    public DynamoDbStreamsClient streams() {
        return streams;
    }

    @Override
    public Endpoints endpoints() {
        return new Endpoints(endpoint, endpoint, endpoint, endpoint, endpoint);
    }

    @Override
    public Stack stack() {
        return stack;
    }

    @Override
    public void createBucket(Resource bucket) {
        new BucketProvisioning(clients.s3(), stack.region()).create(bucket);
    }

    @Override
    public Optional<TableChanges> changes() {
        return Optional.empty();
    }

    @Override
    public void close() {
        clients.close();
        streams.close();
        http.close();
    }

    /** Emulators choose their account; it is visible only in ARNs of created resources. */
    private String account(SnsClient sns) {
        try {
            var arn = sns.createTopic(topic -> topic.name(Stack.NAME + "-account")).topicArn();
            sns.deleteTopic(topic -> topic.topicArn(arn));
            return arn.split(":")[4];
        } catch (SdkClientException unreachable) {
            throw new IllegalStateException("No emulator responds at " + endpoint, unreachable);
        }
    }
}
