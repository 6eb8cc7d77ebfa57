package dev.stampede.local.store.aws;

import dev.stampede.local.store.mail.Mailbox;
import dev.stampede.local.store.objects.Buckets;
import dev.stampede.local.store.objects.CorsRule;
import dev.stampede.local.store.objects.S3Server;
import dev.stampede.local.store.template.Resource;
import dev.stampede.local.store.template.Stack;
import dev.stampede.local.store.template.Values;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Services in this process: DynamoDB Local, ElasticMQ, and implementations of S3, SNS and SES. */
final class EmbeddedBackend implements Backend {

    private final EmbeddedDynamoDb dynamoDb;
    private final EmbeddedSqs queues;
    private final SdkHttpClient http = Sdk.http();
    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("topic-", 0).factory());
    private final Buckets buckets;
    private final S3Server s3Server;
    private final QueryServer queryServer;
    private final Clients clients;
    private final Stack stack;

    private EmbeddedBackend(EmbeddedDynamoDb dynamoDb, EmbeddedSqs queues, Buckets buckets, UUID stackId,
            Mailbox mailbox,
            Clock clock) {
        this.dynamoDb = dynamoDb;
        this.queues = queues;
        this.buckets = buckets;
        stack = Stack.local(stackId, queues.endpoint());
        var sqs = DirectQueues.of(Sdk.client(SqsClient.builder(), queues.endpoint(), stack.region(), http), queues);
        var topics = new Topics(stack, sqs, threads);
        var sns = new LocalSns(topics, clock);
        var ses = new LocalSes(mailbox, clock);
        s3Server = S3Server.start(buckets, clock);
        clients = new Clients(dynamoDb.client(), sqs, sns, ses,
                new ObjectClients(s3Server.endpoint(), stack.region(), http));
        queryServer = QueryServer.start(sns, ses);
    }

    /** @param data data directory; null stores data in memory */
    static EmbeddedBackend start(@Nullable Path data, UUID stackId, Mailbox mailbox, Clock clock) {
        var queues = CompletableFuture.supplyAsync(() -> EmbeddedSqs.start(data));
        try {
            var dynamoDb = EmbeddedDynamoDb.start(data);
            return new EmbeddedBackend(dynamoDb, queues.join(), new Buckets(data, clock), stackId, mailbox, clock);
        } catch (CompletionException unstartable) {
            throw new IllegalStateException("ElasticMQ failed to start", unstartable.getCause());
        }
    }

    @Override
    public Clients clients() {
        return clients;
    }

    @Override
    public DynamoDbStreamsClient streams() {
        return dynamoDb.streams();
    }

    @Override
    public Endpoints endpoints() {
        return new Endpoints(dynamoDb.endpoint(), queues.endpoint(), queryServer.endpoint(), queryServer.endpoint(),
                s3Server.endpoint());
    }

    @Override
    public Stack stack() {
        return stack;
    }

    @Override
    public void createBucket(Resource bucket) {
        buckets.create(bucket.physicalName(), CorsRule.ofBucket(Values.of(bucket)));
    }

    @Override
    public Optional<TableChanges> changes() {
        return Optional.of(dynamoDb.changes());
    }

    @Override
    public void close() {
        queryServer.close();
        s3Server.close();
        threads.close();
        clients.close();
        http.close();
        queues.close();
        dynamoDb.close();
    }
}
