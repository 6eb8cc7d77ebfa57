package dev.stampede.local.lab.capacity;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Creates DynamoDB's exceptions for refused requests, with the codes, status and messages documented in the SDK's model
 * ({@link TransactionCanceledException}, {@link ThrottlingReason}). An on-demand table throws
 * {@code ThrottlingException} for a throttled partition, and a provisioned table
 * {@code ProvisionedThroughputExceededException}, both with the reason {@code …KeyRangeThroughputExceeded} and status
 * 400.
 */
final class Refused {

    private static final int BAD_REQUEST = 400;
    private static final String NOT_REFUSED = "None";

    private static final String ON_DEMAND = """
            Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table \
            or index so please try again shortly. If exceptions persist, check if you have a hot key: \
            https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html.""";
    private static final String PROVISIONED = """
            The level of configured provisioned throughput for the table was exceeded. Consider increasing your \
            provisioning level with the UpdateTable API.""";
    private static final String CONFLICT = "Transaction is ongoing for the item";

    private Refused() {}

    static DynamoDbException throttled(TableSchema table, CapacityCharge shortage) {
        var reason = ThrottlingReason.builder().reason(reason(shortage)).resource(table.arnOf(shortage.resource()))
                .build();
        return table.onDemand()
                ? described(ThrottlingException.builder().throttlingReasons(reason),
                        "ThrottlingException", ON_DEMAND)
                : described(
                        ProvisionedThroughputExceededException.builder().throttlingReasons(reason),
                        "ProvisionedThroughputExceededException", PROVISIONED);
    }

    static DynamoDbException conflict() {
        return described(TransactionConflictException.builder(), "TransactionConflictException", CONFLICT);
    }

    /** @param tables tables of the transaction's items, in order */
    static DynamoDbException canceled(List<TableSchema> tables, Shortages shortages) {
        return canceled(IntStream.range(0, tables.size())
                .mapToObj(item -> shortages.byItem().containsKey(item) ? throttledItem(tables.get(item)) : unaffected())
                .toList());
    }

    /** @param items items of the transaction, in order */
    static DynamoDbException canceled(List<ItemKey> items, Set<ItemKey> conflicts) {
        return canceled(items.stream()
                .map(item -> conflicts.contains(item) ? reason("TransactionConflict", CONFLICT) : unaffected())
                .toList());
    }

    private static DynamoDbException canceled(List<CancellationReason> reasons) {
        var codes = reasons.stream().map(CancellationReason::code).collect(Collectors.joining(", ", "[", "]"));
        return described(TransactionCanceledException.builder().cancellationReasons(reasons),
                "TransactionCanceledException",
                "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes);
    }

    private static CancellationReason throttledItem(TableSchema table) {
        return table.onDemand() ? reason("ThrottlingError", ON_DEMAND)
                : reason("ProvisionedThroughputExceeded", PROVISIONED);
    }

    private static CancellationReason unaffected() {
        return CancellationReason.builder().code(NOT_REFUSED).build();
    }

    private static CancellationReason reason(String code, String message) {
        return CancellationReason.builder().code(code).message(message).build();
    }

    /** Resource, operation and limit, in the format of {@link ThrottlingReason#reason()}. */
    private static String reason(CapacityCharge shortage) {
        return (shortage.resource().index() == null ? "Table" : "Index")
                + (shortage.access() == Access.READ ? "Read" : "Write") + "KeyRangeThroughputExceeded";
    }

    private static DynamoDbException described(DynamoDbException.Builder exception, String code, String message) {
        var details = AwsErrorDetails.builder().errorCode(code).errorMessage(message).serviceName("DynamoDb")
                .sdkHttpResponse(SdkHttpResponse.builder().statusCode(BAD_REQUEST).build()).build();
        return (DynamoDbException) exception.message(message).statusCode(BAD_REQUEST)
                .requestId(UUID.randomUUID().toString()).awsErrorDetails(details).build();
    }
}
