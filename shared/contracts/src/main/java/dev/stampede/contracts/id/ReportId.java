package dev.stampede.contracts.id;

import dev.stampede.runtime.json.StringValue;

/** The id of a report: {@code rep_} and 160 random bits. */
public record ReportId(String value) implements StringValue {

    private static final String PREFIX = "rep_";

    public ReportId {
        if (!RandomIds.isId(value, PREFIX)) {
            throw new IllegalArgumentException("must be a report id");
        }
    }

    public static ReportId random() {
        return new ReportId(PREFIX + RandomIds.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
