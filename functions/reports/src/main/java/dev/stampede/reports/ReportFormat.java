package dev.stampede.reports;

import java.util.Arrays;

/** The format of a report's file. */
public enum ReportFormat {
    /** For spreadsheets: RFC 4180 with a header, in UTF-8 with a byte order mark. */
    CSV("csv", "text/csv; charset=utf-8"),
    /** For programs: a JSON object on each line. */
    JSONL("jsonl", "application/jsonl");

    private final String text;
    private final String contentType;

    ReportFormat(String text, String contentType) {
        this.text = text;
        this.contentType = contentType;
    }

    /** The form used in requests, and the end of the file's name. */
    public String text() {
        return text;
    }

    public String contentType() {
        return contentType;
    }

    /** @throws IllegalArgumentException if there is no such format */
    public static ReportFormat of(String text) {
        return Arrays.stream(values()).filter(format -> format.text.equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be csv or jsonl"));
    }
}
