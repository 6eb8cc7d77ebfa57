package dev.stampede.local.store.aws;

import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;

/** Wraps an exception of the in-process client for DynamoDB Local's HTTP code, which maps all others to 500. */
final class Refused extends DynamoDBLocalServiceException {

    private static final long serialVersionUID = 1L;

    private final DynamoDbException reason;

    private Refused(DynamoDbException reason) {
        super(reason.getMessage());
        this.reason = reason;
    }

    static <T> T orResult(Supplier<T> call) {
        try {
            return call.get();
        } catch (DynamoDbException refused) {
            throw new Refused(refused);
        }
    }

    DynamoDbException reason() {
        return reason;
    }
}
