package dev.stampede.email.adapters;

import dev.stampede.contracts.email.MailRecords;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The emails table, by key {@code pk}:
 *
 * <ul>
 * <li>{@code mail#orderId/seq}: a mail about a fact: {@code topic}, {@code state}, {@code leaseUntil} (milliseconds, while
 * it is claimed), {@code messageId} or {@code reason}, {@code at}, {@code expiresAt} (seconds);
 * <li>{@code suppressed#fingerprint}: an address that gets no mail: {@code reason}, {@code at};
 * <li>{@code unpaid#fingerprint#hour}: the mails about unpaid orders that an address had within an hour: {@code events},
 * {@code expiresAt} (seconds).
 * </ul>
 */
final class EmailItems {

    static final String PK = MailRecords.KEY;
    static final String AT = "at";
    static final String REASON = "reason";

    private EmailItems() {}

    static Map<String, AttributeValue> mailKey(String eventId) {
        return Map.of(PK, AttributeValue.fromS(MailRecords.key(eventId)));
    }

    /** @param hour such as {@code 2026-06-01T12} */
    static Map<String, AttributeValue> unpaidKey(String fingerprint, String hour) {
        return Map.of(PK, AttributeValue.fromS("unpaid#" + fingerprint + "#" + hour));
    }

    static Map<String, AttributeValue> suppressionKey(String fingerprint) {
        return Map.of(PK, AttributeValue.fromS("suppressed#" + fingerprint));
    }
}
