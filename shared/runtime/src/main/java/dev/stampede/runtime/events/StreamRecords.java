package dev.stampede.runtime.events;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record of a stream event as the JSON that Lambda made it from.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda with DynamoDB</a>
 */
final class StreamRecords {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private StreamRecords() {}

    static ObjectNode json(DynamodbStreamRecord record) {
        var json = NODES.objectNode();
        put(json, "eventID", record.getEventID());
        put(json, "eventName", record.getEventName());
        put(json, "eventVersion", record.getEventVersion());
        put(json, "eventSource", record.getEventSource());
        put(json, "awsRegion", record.getAwsRegion());
        put(json, "eventSourceARN", record.getEventSourceARN());
        var change = record.getDynamodb();
        var body = json.putObject("dynamodb");
        put(body, "SequenceNumber", change.getSequenceNumber());
        put(body, "StreamViewType", change.getStreamViewType());
        if (change.getSizeBytes() != null) {
            body.put("SizeBytes", change.getSizeBytes());
        }
        if (change.getApproximateCreationDateTime() != null) {
            body.put("ApproximateCreationDateTime", change.getApproximateCreationDateTime().getTime() / 1000);
        }
        put(body, "Keys", change.getKeys());
        put(body, "NewImage", change.getNewImage());
        put(body, "OldImage", change.getOldImage());
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable String text) {
        if (text != null) {
            json.put(name, text);
        }
    }

    private static void put(ObjectNode body, String name, @Nullable Map<String, AttributeValue> attributes) {
        if (attributes != null) {
            body.set(name, attributes(attributes));
        }
    }

    private static ObjectNode attributes(Map<String, AttributeValue> attributes) {
        var json = NODES.objectNode();
        attributes.forEach((name, value) -> json.set(name, attribute(value)));
        return json;
    }

    private static ObjectNode attribute(AttributeValue value) {
        var json = NODES.objectNode();
        if (value.getS() != null) {
            json.put("S", value.getS());
        } else if (value.getN() != null) {
            json.put("N", value.getN());
        } else if (value.getBOOL() != null) {
            json.put("BOOL", value.getBOOL());
        } else if (value.getNULL() != null) {
            json.put("NULL", value.getNULL());
        } else if (value.getB() != null) {
            json.put("B", base64(value.getB()));
        } else if (value.getM() != null) {
            json.set("M", attributes(value.getM()));
        } else if (value.getL() != null) {
            json.putArray("L").addAll(value.getL().stream().map(StreamRecords::attribute).toList());
        } else if (value.getSS() != null) {
            value.getSS().forEach(json.putArray("SS")::add);
        } else if (value.getNS() != null) {
            value.getNS().forEach(json.putArray("NS")::add);
        } else if (value.getBS() != null) {
            value.getBS().stream().map(StreamRecords::base64).forEach(json.putArray("BS")::add);
        }
        return json;
    }

    private static String base64(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return Base64.getEncoder().encodeToString(copy);
    }
}
