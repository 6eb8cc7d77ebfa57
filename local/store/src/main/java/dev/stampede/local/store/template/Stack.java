package dev.stampede.local.store.template;

import java.net.URI;
import java.util.UUID;

/**
 * The properties of a stack that pseudo parameters and physical names depend on.
 *
 * @param name         the stack's name, the prefix of generated resource names
 * @param id           the stack's ARN
 * @param region       such as {@code eu-central-1}
 * @param account      twelve digits
 * @param queueAddress prefix of queue URLs, without the account, such as {@code http://localhost:9324}
 */
public record Stack(String name, String id, String region, String account, URI queueAddress) {

    public static final String NAME = "stampede-local";
    public static final String REGION = "eu-central-1";
    public static final String ACCOUNT = "000000000000";

    public Stack {
        if (!account.matches("\\d{12}")) {
            throw new IllegalArgumentException("account must be twelve digits: " + account);
        }
    }

    /** The local stack, with queues under {@code queueAddress}. */
    public static Stack local(UUID guid, URI queueAddress) {
        return of(guid, REGION, ACCOUNT, queueAddress);
    }

    /** The local stack in an emulator's region and account. */
    public static Stack of(UUID guid, String region, String account, URI queueAddress) {
        var id = "arn:aws:cloudformation:" + region + ":" + account + ":stack/" + NAME + "/" + guid;
        return new Stack(NAME, id, region, account, queueAddress);
    }

    /** The ARN of a resource in this stack's region and account. */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
    }

    /** The URL of a queue. */
    public String queueUrl(String queueName) {
        return queueAddress + "/" + account + "/" + queueName;
    }
}
