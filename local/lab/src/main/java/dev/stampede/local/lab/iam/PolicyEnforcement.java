package dev.stampede.local.lab.iam;

import dev.stampede.runtime.aws.AwsClients;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.PutObjectPresignRequest;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.SesException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Denies the calls that a function's policy does not allow, as IAM does, and records which permissions are used. A signed
 * URL counts as the request that it is for.
 *
 * <p>
 * Thread-safe.
 */
public final class PolicyEnforcement {

    /** Positions in {@code arn:aws:lambda:REGION:ACCOUNT:function:NAME}. */
    private static final int REGION = 3;
    private static final int ACCOUNT = 4;
    private static final int NAME = 6;

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final Map<String, String> partitionKeys;
    private final Map<String, Policy> policies = new ConcurrentHashMap<>();
    private final Map<String, Set<Permission>> used = new ConcurrentHashMap<>();
    private final Set<String> denied = new ConcurrentSkipListSet<>();

    /** @param partitionKeys by table, the name of the attribute */
    public PolicyEnforcement(Map<String, String> partitionKeys) {
        this.partitionKeys = Map.copyOf(partitionKeys);
    }

    /** The calls that were denied, each with its function. */
    public Set<String> denied() {
        return new TreeSet<>(denied);
    }

    /** By function, the permissions that were not needed so far; without the functions that used all of theirs. */
    public Map<String, List<Permission>> unused() {
        var unused = new TreeMap<String, List<Permission>>();
        policies.forEach((function, policy) -> {
            var rest = policy.permissions().stream()
                    .filter(permission -> !used.getOrDefault(function, Set.of()).contains(permission)).toList();
            if (!rest.isEmpty()) {
                unused.put(function, rest);
            }
        });
        return unused;
    }

    /**
     * The clients of a function, with its policy enforced.
     *
     * @param arn the function's, in the region and account of all that it calls
     */
    public AwsClients around(String arn, Policy policy, AwsClients clients) {
        var parts = arn.split(":");
        var function = parts[NAME];
        policies.put(function, policy);
        var accesses = new Accesses(parts[REGION], parts[ACCOUNT], partitionKeys);
        return new AwsClients() {
            @Override
            public DynamoDbClient dynamoDb() {
                return guarded(DynamoDbClient.class, clients.dynamoDb(), DynamoDbException::builder);
            }

            @Override
            public SqsClient sqs() {
                return guarded(SqsClient.class, clients.sqs(), SqsException::builder);
            }

            @Override
            public SnsClient sns() {
                return guarded(SnsClient.class, clients.sns(), SnsException::builder);
            }

            @Override
            public SesClient ses() {
                return guarded(SesClient.class, clients.ses(), SesException::builder);
            }

            @Override
            public S3Client s3() {
                return guarded(S3Client.class, clients.s3(), S3Exception::builder);
            }

            @Override
            public S3Presigner s3Presigner() {
                return guarded(S3Presigner.class, clients.s3Presigner(), S3Exception::builder);
            }

            @Override
            public SecretsManagerClient secretsManager() {
                return guarded(
                        SecretsManagerClient.class, clients.secretsManager(), SecretsManagerException::builder);
            }

            private <C> C guarded(Class<C> type, C client, Supplier<? extends AwsServiceException.Builder> exception) {
                InvocationHandler handler = (proxy, method, arguments) -> call(proxy, client, method, arguments,
                        access -> require(function, policy, access, exception), accesses);
                return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
            }
        };
    }

    private static @Nullable Object call(Object proxy, Object client, Method method, Object @Nullable [] arguments,
            Consumer<Access> require, Accesses accesses) throws Throwable {
        var request = arguments == null ? null : request(arguments[0]);
        if (request == null) {
            // A variant with a consumer calls the operation itself.
            return arguments != null && arguments[0] instanceof Consumer
                    ? InvocationHandler.invokeDefault(proxy, method, arguments)
                    : invoke(client, method, arguments);
        }
        accesses.of(request).forEach(require);
        try {
            return invoke(client, method, arguments);
        } catch (AwsServiceException failed) {
            if (failed.statusCode() == NOT_FOUND) {
                accesses.ofMissing(request).forEach(require);
            }
            throw failed;
        }
    }

    private static @Nullable SdkRequest request(@Nullable Object argument) {
        return switch (argument) {
            case SdkRequest request -> request;
            case GetObjectPresignRequest presigned -> presigned.getObjectRequest();
            case PutObjectPresignRequest presigned -> presigned.putObjectRequest();
            case null, default -> null;
        };
    }

    private static Object invoke(Object client, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private void require(String function, Policy policy, Access access,
            Supplier<? extends AwsServiceException.Builder> exception) {
        var permission = policy.allowing(access);
        if (permission.isEmpty()) {
            denied.add(function + ": " + access);
            throw denial(function + " is not authorized to perform: " + access, exception.get());
        }
        used.computeIfAbsent(function, first -> ConcurrentHashMap.newKeySet()).add(permission.get());
    }

    private static AwsServiceException denial(String message, AwsServiceException.Builder exception) {
        var details = AwsErrorDetails.builder().errorCode("AccessDenied").errorMessage(message).build();
        return exception.message(message).statusCode(FORBIDDEN).awsErrorDetails(details).build();
    }
}
