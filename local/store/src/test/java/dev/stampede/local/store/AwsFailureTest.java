package dev.stampede.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.services.sqs.model.SqsException;

class AwsFailureTest {

    /** As the SDK says it, with all places where it has looked. */
    @Test
    void message_ofMissingSettings_shouldSayWhatToSet() {
        var region = failure(() -> new AwsRegionProviderChain(() -> {
            throw SdkClientException.create("nothing here");
        }).getRegion());
        var credentials = failure(() -> AwsCredentialsProviderChain.of(() -> {
            throw SdkClientException.create("nothing here");
        }).resolveCredentials());

        assertThat(AwsFailure.of(region)).hasMessage("No AWS Region is set: set AWS_REGION to that of the stack");
        assertThat(AwsFailure.of(credentials)).hasMessageStartingWith("No AWS credentials found: sign in");
    }

    @Test
    void message_ofOtherFailures_shouldSayWhoseTheyAre() {
        assertThat(AwsFailure.of(SqsException.builder().message("Access denied").build()))
                .hasMessageStartingWith("AWS returned an error: Access denied");
        assertThat(AwsFailure.of(SdkClientException.create("Connection refused")))
                .hasMessage("AWS could not be called: Connection refused");
    }

    private static SdkException failure(Runnable call) {
        try {
            call.run();
        } catch (SdkException failed) {
            return failed;
        }
        throw new AssertionError("The call did not fail");
    }
}
