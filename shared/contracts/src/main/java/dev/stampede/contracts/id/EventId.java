package dev.stampede.contracts.id;

import dev.stampede.runtime.json.StringValue;

/** The id under which webhooks send an event: {@code evt_} and 160 bits. The same event always has the same id. */
public record EventId(String value) implements StringValue {

    private static final String PREFIX = "evt_";

    /** The number of characters of an id. */
    public static final int CHARACTERS = PREFIX.length() + RandomIds.CHARACTERS;

    public EventId {
        if (!RandomIds.isId(value, PREFIX)) {
            throw new IllegalArgumentException("must be an event id");
        }
    }

    /** The id of a published event, which {@code source} and {@code id} identify (CloudEvents 1.0, "Required attributes"). */
    public static EventId of(String source, String id) {
        return new EventId(PREFIX + RandomIds.derived(source + " " + id));
    }

    public static EventId random() {
        return new EventId(PREFIX + RandomIds.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
