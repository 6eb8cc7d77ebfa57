package dev.stampede.runtime.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class RetryableTest {

    @ParameterizedTest
    @ValueSource(strings = {"ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"})
    void isOutage_throttling_shouldBeSo(String code) {
        assertThat(Retryable.isRetryable(answer(400, code))).isTrue();
    }

    static Stream<RuntimeException> outages() {
        return Stream.of(
                answer(500, "InternalServerError"),
                answer(503, "ServiceUnavailable"),
                ApiCallTimeoutException.create(1000),
                SdkClientException.create("no answer", new SocketTimeoutException()),
                cancelled("None", "ThrottlingError"),
                cancelled("TransactionConflict", "None"),
                new OverloadedException("busy"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void isOutage_brokenServiceOrNoAnswer_shouldBeSo(RuntimeException failure) {
        assertThat(Retryable.isRetryable(failure)).isTrue();
    }

    static Stream<RuntimeException> faults() {
        return Stream.of(
                answer(400, "ValidationException"),
                answer(400, "AccessDeniedException"),
                ConditionalCheckFailedException.builder().statusCode(400).build(),
                cancelled("ConditionalCheckFailed", "ThrottlingError"),
                TransactionCanceledException.builder().statusCode(400).build(),
                SdkClientException.create("no region is set"),
                new IllegalStateException("a bug"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isOutage_whatWillFailAgain_shouldNotBeSo(RuntimeException failure) {
        assertThat(Retryable.isRetryable(failure)).isFalse();
    }

    private static RuntimeException answer(int status, String code) {
        return DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private static RuntimeException cancelled(String... reasons) {
        return TransactionCanceledException.builder()
                .statusCode(400)
                .cancellationReasons(Stream.of(reasons)
                        .map(code -> CancellationReason.builder().code(code).build())
                        .toList())
                .build();
    }
}
