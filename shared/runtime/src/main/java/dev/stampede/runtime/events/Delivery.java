package dev.stampede.runtime.events;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.Map;

/** Whether a queue delivered a message before. */
public enum Delivery {
    FIRST,
    /** An earlier delivery may have been processed in part. */
    REPEATED;

    private static final String RECEIVE_COUNT = "ApproximateReceiveCount";

    /** By the message's receive count. A message without one counts as repeated. */
    public static Delivery of(SQSMessage message) {
        var attributes = message.getAttributes() == null ? Map.<String, String> of() : message.getAttributes();
        return "1".equals(attributes.get(RECEIVE_COUNT)) ? FIRST : REPEATED;
    }
}
