package dev.stampede.local.lab.faults;

import java.net.SocketTimeoutException;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.ses.model.SesException;
import software.amazon.awssdk.services.ses.model.SesRequest;
import software.amazon.awssdk.services.sns.model.InternalErrorException;
import software.amazon.awssdk.services.sns.model.SnsRequest;
import software.amazon.awssdk.services.sns.model.ThrottledException;
import software.amazon.awssdk.services.sqs.model.RequestThrottledException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/** Service exceptions, with the codes and statuses from "Common Errors" in the API references. */
final class ServiceExceptions {

    private static final int BAD_REQUEST = 400;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private ServiceExceptions() {}

    /**
     * @param at random number; determines whether a transaction is throttled as a whole or canceled because of an item
     */
    static SdkException throttled(SdkRequest request, int at) {
        var message = "Rate exceeded";
        return switch (request) {
            case TransactWriteItemsRequest transaction when at % 2 == 0 ->
                    canceled(transaction.transactItems().size(), at / 2, "ThrottlingError");
            case DynamoDbRequest dynamoDb ->
                    described(ThrottlingException.builder(), "ThrottlingException", BAD_REQUEST, message);
            case SqsRequest sqs ->
                    described(RequestThrottledException.builder(), "RequestThrottled", BAD_REQUEST, message);
            case SnsRequest sns -> described(ThrottledException.builder(), "Throttled", TOO_MANY_REQUESTS, message);
            case SesRequest ses -> described(SesException.builder(), "Throttling", BAD_REQUEST, message);
            default -> throw new IllegalArgumentException("Unsupported request: " + request);
        };
    }

    static SdkException serverError(SdkRequest request) {
        var message = "Internal server error";
        return switch (request) {
            case DynamoDbRequest dynamoDb ->
                    described(InternalServerErrorException.builder(), "InternalServerError", SERVER_ERROR, message);
            case SqsRequest sqs -> described(SqsException.builder(), "InternalError", SERVER_ERROR, message);
            case SnsRequest sns -> described(InternalErrorException.builder(), "InternalError", SERVER_ERROR, message);
            case SesRequest ses -> described(SesException.builder(), "InternalFailure", SERVER_ERROR, message);
            default -> throw new IllegalArgumentException("Unsupported request: " + request);
        };
    }

    /** @param at random number; determines the item of the transaction */
    static SdkException conflict(SdkRequest request, int at) {
        return switch (request) {
            case TransactWriteItemsRequest transaction ->
                    canceled(transaction.transactItems().size(), at, "TransactionConflict");
            case TransactGetItemsRequest transaction ->
                    canceled(transaction.transactItems().size(), at, "TransactionConflict");
            default -> described(TransactionConflictException.builder(), "TransactionConflictException", BAD_REQUEST,
                    "Transaction is ongoing for the item");
        };
    }

    /** The SDK's exception for a read timeout. */
    static SdkException answerLost() {
        return SdkClientException.create("Unable to execute HTTP request: Read timed out",
                new SocketTimeoutException("Read timed out"));
    }

    private static SdkException canceled(int items, int at, String code) {
        var reasons = IntStream.range(0, items)
                .mapToObj(item -> CancellationReason.builder().code(item == at % items ? code : "None").build())
                .toList();
        return described(TransactionCanceledException.builder().cancellationReasons(List.copyOf(reasons)),
                "TransactionCanceledException", BAD_REQUEST, "Transaction cancelled");
    }

    private static SdkException described(AwsServiceException.Builder exception, String code, int status,
            String message) {
        var details = AwsErrorDetails.builder().errorCode(code).errorMessage(message).serviceName("faults")
                .sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build()).build();
        return exception.message(message).statusCode(status).awsErrorDetails(details).build();
    }
}
