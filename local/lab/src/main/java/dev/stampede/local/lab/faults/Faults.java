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
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Faults around the clients of functions, to be given to
 * {@link dev.stampede.local.store.aws.Services.Options#withDecorator}. They stand where an SDK client stands, and so are what is
 * left when its three attempts are over; put nothing that retries around them.
 *
 * <p>
 * Whether a call goes wrong follows from the seed, from what the call is about ({@link Call}), and from how often that same
 * call was made before, but not from which thread was faster. So a seed does the same each time, unless the very same call
 * is made by two threads at once.
 *
 * <p>
 * Safe for use by many threads.
 */
public final class Faults implements UnaryOperator<AwsClients> {

    /** Hears of each fault, on the thread that meets it and before the function does. */
    @FunctionalInterface
    public interface Observer {
        void met(Fault fault, SdkRequest request);
    }

    /** The SDK's clients give up an attempt after three seconds, and make three. */
    private static final Duration SLOWEST = Duration.ofSeconds(9);

    private final long seed;
    private final Pause pause;
    private final Observer observer;
    private final Map<String, AtomicInteger> made = new ConcurrentHashMap<>();
    private volatile FaultRates rates;

    /** @param pause how time passes while a call is slow */
    public Faults(long seed, FaultRates rates, Pause pause, Observer observer) {
        this.seed = seed;
        this.rates = rates;
        this.pause = pause;
        this.observer = observer;
    }

    /** Changes how often calls go wrong from now on. */
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
            case THROTTLED -> throw Failures.throttled(request, detail);
            case SERVER_ERROR -> throw Failures.serverError(request);
            case CONFLICT -> throw Failures.conflict(request, detail);
            case ANSWER_LOST -> {
                sendUnheard(request, next);
                throw Failures.answerLost();
            }
            case SENT_TWICE -> {
                sendUnheard(request, next);
                yield next.send(request);
            }
            case SLOW -> {
                pause.of(Duration.ofMillis(1 + detail % SLOWEST.toMillis()));
                yield next.send(request);
            }
            case PARTIAL -> Partial.answer(request,
                    entry -> Chance.of(seed, "entry " + entry + " " + occasion) < .5, next);
            case KILLED_BEFORE -> throw killed(thread);
            case KILLED_AFTER -> {
                sendUnheard(request, next);
                throw killed(thread);
            }
        };
    }

    /** @param chance from 0 to 1 */
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
            case PARTIAL -> Partial.isPossible(request);
            case KILLED_BEFORE, KILLED_AFTER -> canBeKilled;
        };
    }

    private static boolean isRead(SdkRequest request) {
        return request instanceof GetItemRequest || request instanceof QueryRequest
                || request instanceof BatchGetItemRequest || request instanceof TransactGetItemsRequest;
    }

    /** Whatever the service answers, a refusal too, nobody hears it. */
    private static void sendUnheard(SdkRequest request, Next next) {
        try {
            next.send(request);
        } catch (SdkException unheard) {
            // As lost as any other answer.
        }
    }

    private static FunctionKilled killed(@Nullable InvocationThread thread) {
        if (thread != null) {
            thread.cut();
        }
        return new FunctionKilled();
    }

    /** What an SDK client does before its first attempt, so that a transaction sent twice is done once. */
    private static SdkRequest withToken(SdkRequest request) {
        return request instanceof TransactWriteItemsRequest transaction && transaction.clientRequestToken() == null
                ? transaction.toBuilder().clientRequestToken(UUID.randomUUID().toString()).build()
                : request;
    }
}
