package dev.stampede.local.store.triggers;

import dev.stampede.local.store.aws.Services;
import dev.stampede.local.store.template.TemplateException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sends discarded batches to a queue or topic, in Lambda's format.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Discarded records</a>
 */
final class FailureDestination {

    private static final Logger LOG = LoggerFactory.getLogger(FailureDestination.class);

    private final StreamMapping mapping;
    private final String streamArn;
    private final Consumer<String> send;
    private final Clock clock;

    FailureDestination(StreamMapping mapping, String streamArn, Consumer<String> send, Clock clock) {
        this.mapping = mapping;
        this.streamArn = streamArn;
        this.send = send;
        this.clock = clock;
    }

    static FailureDestination of(StreamMapping mapping, String streamArn, Services services, Clock clock) {
        return new FailureDestination(mapping, streamArn, sender(mapping, services), clock);
    }

    /** Returns false if the destination is not available. */
    boolean send(String shardId, List<StreamItem> batch, BatchResult result, int attempts) {
        try {
            send.accept(document(shardId, batch, result, attempts));
            return true;
        } catch (SdkException unreachable) {
            LOG.atWarn().setCause(unreachable).addKeyValue("mapping", mapping.id())
                    .log("Failure destination not available");
            return false;
        }
    }

    private String document(String shardId, List<StreamItem> batch, BatchResult result, int attempts) {
        var document = EventJson.NODES.objectNode();
        document.putObject("requestContext").put("requestId", requestId(result))
                .put("functionArn", mapping.functionArn() + ":$LATEST").put("condition", "RetryAttemptsExhausted")
                .put("approximateInvokeCount", attempts);
        var response = document.putObject("responseContext").put("statusCode", 200).put("executedVersion", "$LATEST");
        if (result instanceof BatchResult.Failed failed && failed.threw()) {
            response.put("functionError", "Unhandled");
        } else {
            response.putNull("functionError");
        }
        document.put("version", "1.0").put("timestamp", timestamp(clock.instant()));
        document.putObject("DDBStreamBatchInfo").put("shardId", shardId)
                .put("startSequenceNumber", batch.getFirst().sequenceNumber())
                .put("endSequenceNumber", batch.getLast().sequenceNumber())
                .put("approximateArrivalOfFirstRecord", timestamp(batch.getFirst().at()))
                .put("approximateArrivalOfLastRecord", timestamp(batch.getLast().at())).put("batchSize", batch.size())
                .put("streamArn", streamArn);
        return document.toString();
    }

    private static Consumer<String> sender(StreamMapping mapping, Services services) {
        var arn = mapping.onFailure().orElse("");
        if (arn.isEmpty()) {
            return document -> {};
        }
        var clients = services.clients();
        return switch (arn.split(":")[2]) {
            case "sqs" -> {
                var url = services.stack().queueUrl(arn.substring(arn.lastIndexOf(':') + 1));
                yield document -> clients.sqs().sendMessage(request -> request.queueUrl(url).messageBody(document));
            }
            case "sns" ->
                    document -> clients.sns().publish(request -> request.topicArn(arn).message(document));
            default -> throw new TemplateException(mapping.id() + ": failures cannot be sent to " + arn);
        };
    }

    private static String requestId(BatchResult result) {
        return switch (result) {
            case BatchResult.Done done -> "";
            case BatchResult.PartlyDone partly -> partly.requestId();
            case BatchResult.Failed failed -> failed.requestId();
        };
    }

    private static String timestamp(Instant at) {
        return DateTimeFormatter.ISO_INSTANT.format(at.truncatedTo(ChronoUnit.MILLIS));
    }
}
