package dev.stampede.local.lab.faults;

import dev.stampede.local.lab.capacity.Intercepted;
import dev.stampede.local.lab.capacity.Intercepted.Next;
import dev.stampede.runtime.aws.AwsClients;
import dev.stampede.runtime.time.Pause;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Injects faults into the functions' clients. Pass an instance to
 * {@link dev.stampede.local.store.LocalStore.Options#withDecorator}. The faults represent the outcome after the SDK's
 * retries, so do not add retries around them.
 *
 * <p>
 * The fault of a call depends on the seed, on the description of the call ({@link Call}) and on the number of earlier
 * calls with the same description, but not on scheduling. Runs with the same seed are therefore reproducible, unless
 * two threads make the same call concurrently.
 *
 * <p>
 * Thread-safe.
 */
public final class Faults implements UnaryOperator<AwsClients> {

    /** Notified of each fault, on the calling thread and before the function sees it. */
    @FunctionalInterface
    public interface Observer {
        void met(Fault fault, SdkRequest request);
    }

    /** SDK clients make three attempts with a timeout of three seconds each. */
    private static final Duration SLOWEST = Duration.ofSeconds(9);

    private final long seed;
    private final Pause pause;
    private final Observer observer;
    private final Map<String, AtomicInteger> made = new ConcurrentHashMap<>();
    private volatile FaultRates rates;

    /** @param pause waits during a slow call */
    public Faults(long seed, FaultRates rates, Pause pause, Observer observer) {
        this.seed = seed;
        this.rates = rates;
        this.pause = pause;
        this.observer = observer;
    }

    /** Changes the rates of subsequent faults. */
    public void change(FaultRates newRates) {
        rates = newRates;
    }

    @Override
    public AwsClients apply(AwsClients clients) {
        var calls = new Call(clients.dynamoDb());
        return new AwsClients() {
            @Override
            public DynamoDbClient dynamoDb() {
                return around(DynamoDbClient.class, clients.dynamoDb());
            }

            @Override
            public SqsClient sqs() {
                return around(SqsClient.class, clients.sqs());
            }

            @Override
            public SnsClient sns() {
                return around(SnsClient.class, clients.sns());
            }

            @Override
            public SesClient ses() {
                return around(SesClient.class, clients.ses());
            }

            @Override
            public S3Client s3() {
                return clients.s3();
            }

            @Override
            public S3Presigner s3Presigner() {
                return clients.s3Presigner();
            }

            private <C> C around(Class<C> type, C client) {
                return Intercepted.client(type, client,
                        (request, next) -> answer(withToken(request), calls.text(request), next));
            }
        };
    }

    private SdkResponse answer(SdkRequest request, String call, Next next) {
        var thread = InvocationThread.current().orElse(null);
        if (thread != null && thread.isCut()) {
            throw new FunctionKilled();
        }
        var time = made.computeIfAbsent(call, first -> new AtomicInteger()).getAndIncrement();
        var occasion = time + " " + call;
        var fault = fault(request, Chance.of(seed, occasion), thread != null);
        if (fault == null) {
            return next.send(request);
        }
        observer.met(fault, request);
        var detail = Chance.below(Integer.MAX_VALUE, seed, "detail " + occasion);
        return switch (fault) {
            case THROTTLED -> throw ServiceExceptions.throttled(request, detail);
            case SERVER_ERROR -> throw ServiceExceptions.serverError(request);
            case CONFLICT -> throw ServiceExceptions.conflict(request, detail);
            case ANSWER_LOST -> {
                sendAndDiscard(request, next);
                throw ServiceExceptions.answerLost();
            }
            case SENT_TWICE -> {
                sendAndDiscard(request, next);
                yield next.send(request);
            }
            case SLOW -> {
                pause.of(Duration.ofMillis(1 + detail % SLOWEST.toMillis()));
                yield next.send(request);
            }
            case PARTIAL -> PartialFailures.answer(request,
                    entry -> Chance.of(seed, "entry " + entry + " " + occasion) < .5, next);
            case KILLED_BEFORE -> throw killed(thread);
            case KILLED_AFTER -> {
                sendAndDiscard(request, next);
                throw killed(thread);
            }
        };
    }

    /** @param chance random number from 0 to 1 */
    private @Nullable Fault fault(SdkRequest request, double chance, boolean canBeKilled) {
        var current = rates;
        var left = chance;
        for (var fault : Fault.values()) {
            left -= current.of(fault);
            if (left < 0) {
                return isPossible(fault, request, canBeKilled) ? fault : null;
            }
        }
        return null;
    }

    private static boolean isPossible(Fault fault, SdkRequest request, boolean canBeKilled) {
        return switch (fault) {
            case THROTTLED, SERVER_ERROR, SLOW -> true;
            case CONFLICT -> request instanceof TransactWriteItemsRequest || request instanceof TransactGetItemsRequest
                    || request instanceof PutItemRequest || request instanceof UpdateItemRequest
                    || request instanceof DeleteItemRequest;
            case ANSWER_LOST, SENT_TWICE -> !isRead(request);
            case PARTIAL -> PartialFailures.isPossible(request);
            case KILLED_BEFORE, KILLED_AFTER -> canBeKilled;
        };
    }

    private static boolean isRead(SdkRequest request) {
        return request instanceof GetItemRequest || request instanceof QueryRequest
                || request instanceof BatchGetItemRequest || request instanceof TransactGetItemsRequest;
    }

    /** Sends a request and discards the response or exception. */
    private static void sendAndDiscard(SdkRequest request, Next next) {
        try {
            next.send(request);
        } catch (SdkException lost) {
            // The response is lost.
        }
    }

    private static FunctionKilled killed(@Nullable InvocationThread thread) {
        if (thread != null) {
            thread.cut();
        }
        return new FunctionKilled();
    }

    /** Sets the client request token, as SDK clients do, so that a transaction sent twice is applied once. */
    private static SdkRequest withToken(SdkRequest request) {
        return request instanceof TransactWriteItemsRequest transaction && transaction.clientRequestToken() == null
                ? transaction.toBuilder().clientRequestToken(UUID.randomUUID().toString()).build()
                : request;
    }
}
