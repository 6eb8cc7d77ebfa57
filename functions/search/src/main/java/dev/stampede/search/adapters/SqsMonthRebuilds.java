package dev.stampede.search.adapters;

import dev.stampede.runtime.json.Json;
import dev.stampede.search.orders.MonthRebuilds;
import java.time.Duration;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue of the function that rebuilds indexes of orders. */
public final class SqsMonthRebuilds implements MonthRebuilds {

    private final SqsClient sqs;
    private final String queueUrl;

    public SqsMonthRebuilds(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    private record Message(@Nullable String month) {}

    @Override
    public void send(YearMonth month, Duration delay) {
        sqs.sendMessage(message -> message.queueUrl(queueUrl)
                .messageBody(Json.write(new Message(month.toString())))
                .delaySeconds(Math.toIntExact(delay.toSeconds())));
    }

    /** @throws IllegalArgumentException if the message does not name a month */
    public static YearMonth month(String message) {
        var month = Json.read(message, Message.class).month();
        if (month == null) {
            throw new IllegalArgumentException("The message names no month");
        }
        try {
            return YearMonth.parse(month);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Not a month: " + month, e);
        }
    }
}
