package dev.stampede.runtime.aws;

import dev.stampede.runtime.aws.Transactions.Reason;
import dev.stampede.runtime.concurrent.RetryLaterException;
import java.io.IOException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Tells a service that is busy, broken or out of reach, which passes, from a request that it will never take. */
public final class Retryable {

    /** What services answer to a request that they refuse for what it holds. */
    private static final Set<String> REFUSALS = Set.of(
            "ValidationException", "ItemCollectionSizeLimitExceededException", "InvalidParameter",
            "InvalidParameterValue",
            "ParameterValueInvalid", "InvalidMessageContents", "BatchRequestTooLong",
            "AWS.SimpleQueueService.BatchRequestTooLong");

    private Retryable() {}

    /** Whether the same request may well succeed in a moment. */
    public static boolean isRetryable(RuntimeException failure) {
        return switch (failure) {
            case OverloadedException overloaded -> true;
            case RetryLaterException later -> true;
            case TransactionCanceledException cancelled -> cancelled.hasCancellationReasons()
                    && Reason.of(cancelled).stream().allMatch(Reason::isPassing);
            case AwsServiceException answer -> answer.isThrottlingException() || answer.statusCode() >= 500;
            case ApiCallTimeoutException timeout -> true;
            case ApiCallAttemptTimeoutException timeout -> true;
            case RetryableException broken -> true;
            case SdkClientException unsent -> unsent.getCause() instanceof IOException;
            default -> false;
        };
    }

    /**
     * Whether the failure is specific to this request: it would fail again, but other requests can succeed. True if a service
     * rejects the request's content, and for exceptions of our own code. False for outages and for missing permissions,
     * tables or topics, which affect all requests.
     */
    public static boolean isOfOneRequest(RuntimeException failure) {
        return !isRetryable(failure) && (!(failure instanceof SdkException) || isRefusal(failure));
    }

    private static boolean isRefusal(RuntimeException failure) {
        return switch (failure) {
            case TransactionCanceledException cancelled -> cancelled.hasCancellationReasons()
                    && Reason.of(cancelled).contains(Reason.INVALID);
            case AwsServiceException answer -> answer.awsErrorDetails() != null
                    && REFUSALS.contains(answer.awsErrorDetails().errorCode());
            default -> false;
        };
    }
}
