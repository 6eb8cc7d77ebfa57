package dev.stampede.local.store;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** What to tell an operator about a call of AWS that failed. */
final class AwsFailure {

    private AwsFailure() {}

    static CannotStart of(SdkException failure) {
        return new CannotStart(message(failure), failure);
    }

    private static String message(SdkException failure) {
        var cause = String.valueOf(failure.getMessage());
        if (failure instanceof SdkServiceException) {
            return "AWS returned an error: " + cause;
        }
        // The SDK lists all places where it has looked.
        if (cause.startsWith("Unable to load region")) {
            return "No AWS Region is set: set AWS_REGION to that of the stack";
        }
        if (cause.startsWith("Unable to load credentials")) {
            return "No AWS credentials found: sign in with the AWS CLI, or set AWS_PROFILE or AWS_ACCESS_KEY_ID and"
                    + " AWS_SECRET_ACCESS_KEY";
        }
        return "AWS could not be called: " + cause;
    }
}
