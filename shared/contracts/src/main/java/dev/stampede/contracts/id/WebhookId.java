package dev.stampede.contracts.id;

import dev.stampede.runtime.json.StringValue;

/** The id of a webhook: {@code whk_} and 160 random bits. */
public record WebhookId(String value) implements StringValue {

    private static final String PREFIX = "whk_";

    public WebhookId {
        if (!RandomIds.isId(value, PREFIX)) {
            throw new IllegalArgumentException("must be a webhook id");
        }
    }

    public static WebhookId random() {
        return new WebhookId(PREFIX + RandomIds.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
