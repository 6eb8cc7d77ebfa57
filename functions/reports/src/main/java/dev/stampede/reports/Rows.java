package dev.stampede.reports;

import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.json.StringValue;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of a file, as bytes. Not thread-safe. */
final class Rows {

    /** So that spreadsheets read it as UTF-8. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String END_OF_ROW = "\r\n";
    /** Texts that begin with these are formulas to spreadsheets (OWASP, "CSV Injection"). */
    private static final String FORMULAS = "=+-@\t\r\n＝＋－＠";
    /** Phone numbers and negative numbers that nothing can be calculated of, as of {@code +1-202}. */
    private static final Pattern NUMBER = Pattern.compile("\\+[0-9 ()]+|-[0-9]+(\\.[0-9]+)?");
    private static final Pattern APOSTROPHES = Pattern.compile("^'*");

    private final ReportFormat format;
    private final List<String> columns;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int count;

    Rows(ReportFormat format, List<String> columns) {
        this.format = format;
        this.columns = columns;
    }

    /** What a file begins with. */
    void addHeader() {
        if (format == ReportFormat.CSV) {
            write(BYTE_ORDER_MARK + String.join(",", columns) + END_OF_ROW);
        }
    }

    /**
     * @param values one for each column: a text, an ID, a time, a day, a number, a boolean, or null
     * @throws IllegalArgumentException if there are more or fewer values than columns
     */
    void add(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(values.length + " values for " + columns.size() + " columns");
        }
        switch (format) {
            case CSV -> addCsv(values);
            case JSONL -> addJson(values);
        }
        count++;
    }

    private void addCsv(@Nullable Object[] values) {
        write(Arrays.stream(values).map(Rows::cell).collect(Collectors.joining(",")) + END_OF_ROW);
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case Instant time -> time.toString();
            case LocalDate day -> day.toString();
            case StringValue id -> text(id.value());
            default -> text(value.toString());
        };
    }

    private static String text(String value) {
        var safe = isFormula(value) ? "'" + value : value;
        var needsQuotes = safe.chars().anyMatch(letter -> letter == ',' || letter == '"' || letter == '\r'
                || letter == '\n') || !safe.equals(safe.strip());
        return needsQuotes ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /** Also of a formula behind apostrophes, so that a reader can tell an apostrophe of the text from one of this class. */
    private static boolean isFormula(String value) {
        var text = APOSTROPHES.matcher(value).replaceFirst("");
        return !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 && !NUMBER.matcher(text).matches();
    }

    private void addJson(@Nullable Object[] values) {
        var members = new LinkedHashMap<String, Object>();
        for (var index = 0; index < values.length; index++) {
            var value = values[index];
            if (value != null) {
                members.put(columns.get(index), value instanceof LocalDate day ? day.toString() : value);
            }
        }
        write(Json.write(members) + "\n");
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Rows without the header. */
    int count() {
        return count;
    }

    int size() {
        return bytes.size();
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
