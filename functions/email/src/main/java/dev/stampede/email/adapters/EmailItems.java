package dev.stampede.email.adapters;

import dev.stampede.contracts.email.MailRecords;
import dev.stampede.email.OwnTemplates;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of the emails table, by the prefix of their key {@code pk}:
 *
 * <ul>
 * <li>{@code mail#orderId/seq}: the mail about a fact. {@code template}, {@code state}, {@code leaseUntil} (milliseconds,
 * while it is claimed), {@code messageId} or {@code reason}, {@code at}, {@code expiresAt} (seconds).
 * <li>{@code suppressed#hash}: a suppressed address. {@code reason}, {@code at}.
 * <li>{@code template#name#language}: a template of the shop. {@code html}, {@code text}, {@code at}.
 * <li>{@code unpaid#hash#hour}: the mails about unpaid orders to an address in an hour. {@code events},
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
    static Map<String, AttributeValue> unpaidKey(String addressHash, String hour) {
        return Map.of(PK, AttributeValue.fromS("unpaid#" + addressHash + "#" + hour));
    }

    /** The value of {@link #PK} of a template, such as {@code template#paid#de}. */
    static String templateKey(OwnTemplates.Key key) {
        return "template#" + key.template().fileName() + "#" + key.language().tag();
    }

    static Map<String, AttributeValue> suppressionKey(String addressHash) {
        return Map.of(PK, AttributeValue.fromS("suppressed#" + addressHash));
    }
}
