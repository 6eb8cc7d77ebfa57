package dev.stampede.runtime.aws;

import dev.stampede.runtime.aws.Transactions.Reason;
import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Tells a service that is busy, broken or out of reach, which passes, from a request that it will never take. */
public final class Outages {

    private Outages() {}

    /** Whether the same request may well succeed in a moment. */
    public static boolean isOutage(RuntimeException failure) {
        return switch (failure) {
            case OverloadedException overloaded -> true;
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
}
