package dev.stampede.local.store.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.dynamodb.services.dataMembers.RequestData;
import software.amazon.dynamodb.services.dataMembers.ResponseData;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local's HTTP protocol over the in-process client. That client throws SDK exceptions, which DynamoDB Local's
 * handler does not support, so this class writes them as error responses.
 */
final class DynamoDbHttpHandler extends LocalDynamoDBServerHandler {

    private static final String TYPE_PREFIX = "com.amazonaws.dynamodb.v20120810#";
    private static final int BAD_REQUEST = 400;

    DynamoDbHttpHandler(InProcessRequests requests) {
        super(requests, "*");
    }

    @Override
    protected void packageDynamoDBResponse(RequestData request, ResponseData response) {
        try {
            super.packageDynamoDBResponse(request, response);
        } catch (Refused refused) {
            var reason = refused.reason();
            response.getResponse().setStatus(reason.statusCode() > 0 ? reason.statusCode() : BAD_REQUEST);
            response.setResponseBody(json(reason));
        }
    }

    private byte[] json(DynamoDbException refused) {
        try {
            return jsonMapper.writeValueAsBytes(body(refused));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("Error response cannot be written", unwritable);
        }
    }

    private static Map<String, Object> body(DynamoDbException refused) {
        var body = new LinkedHashMap<String, Object>();
        var details = refused.awsErrorDetails();
        var code = details == null || details.errorCode() == null ? refused.getClass().getSimpleName()
                : details.errorCode();
        body.put("__type", TYPE_PREFIX + code);
        body.put("message",
                details == null || details.errorMessage() == null ? refused.getMessage() : details.errorMessage());
        switch (refused) {
            case ConditionalCheckFailedException failed when failed.hasItem() -> body.put("Item", failed.item());
            case TransactionCanceledException canceled ->
                    body.put("CancellationReasons", canceled.cancellationReasons());
            default -> {
                // Other errors carry no data.
            }
        }
        return body;
    }
}
