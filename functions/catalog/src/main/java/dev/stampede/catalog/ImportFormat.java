package dev.stampede.catalog;

import java.util.Arrays;

/** The formats of files of products. */
public enum ImportFormat {

    /** A product as JSON in each line. */
    JSONL("jsonl", "application/jsonl"),

    /** A variant in each row, see {@link CsvProducts}. */
    CSV("csv", "text/csv");

    private final String text;
    private final String contentType;

    ImportFormat(String text, String contentType) {
        this.text = text;
        this.contentType = contentType;
    }

    /** @throws IllegalArgumentException if there is no such format */
    public static ImportFormat of(String text) {
        return Arrays.stream(values()).filter(format -> format.text.equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be jsonl or csv"));
    }

    public String text() {
        return text;
    }

    /** The {@code Content-Type} of the upload. */
    public String contentType() {
        return contentType;
    }
}
