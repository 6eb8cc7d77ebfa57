package dev.stampede.catalog;

import dev.stampede.catalog.CsvRows.Read;
import dev.stampede.catalog.ProductFields.Row;
import dev.stampede.runtime.http.Fields;
import dev.stampede.runtime.http.Problem.FieldError;
import dev.stampede.runtime.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV: a variant in each row, below a row with the names of columns. Consecutive rows with the same
 * {@code productId} are a product. Its own columns can be empty after its first row, or repeat what that says.
 * {@code option:NAME}, {@code attribute:NAME} and {@code metadata:NAME} are columns for each name. An attribute that is
 * {@code true}, {@code false} or a number is one. Tags are separated by {@code |}, URLs of media by spaces.
 * Thread-safe.
 */
final class CsvProducts implements ImportReader {

    /** Room for the longest description. Rows of a product with the most variants then fit into a chunk. */
    static final int MAX_ROW_BYTES = 16 * 1024;

    private static final String ROW = "row";
    private static final String PRODUCT_ID = "productId";
    private static final String OPTION = "option:";
    private static final String ATTRIBUTE = "attribute:";
    private static final String METADATA = "metadata:";
    private static final List<String> REQUIRED = List.of(PRODUCT_ID, "title", "category", "sku", "price");
    private static final List<String> VARIANT_TEXTS = List.of("sku", "barcode");
    private static final List<String> VARIANT_NUMBERS = List.of(
            "price", "compareAtPrice", "weight", "maxPerOrder", "maxPerCustomer");
    private static final String SIGN_IN = "requiresSignIn";
    private static final List<String> PRODUCT_TEXTS = List.of(
            "title", "summary", "description", "category", "slug", "status", "availableFrom", "availableUntil",
            "taxCategory", "currency");
    /** Columns whose names differ from the fields that they fill. */
    private static final Map<String, String> COLUMNS_OF_FIELDS = Map.of(
            "seo.title", "seoTitle", "seo.description", "seoDescription", "media", "mediaUrls");
    private static final Set<String> KNOWN = Set.copyOf(Stream.of(
            REQUIRED, VARIANT_TEXTS, VARIANT_NUMBERS, PRODUCT_TEXTS,
            List.of("tags", "requiresShipping", SIGN_IN, "seoTitle", "seoDescription", "mediaUrls"))
            .flatMap(List::stream).distinct().toList());
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
    private static final Pattern VARIANT_FIELD = Pattern.compile("variants\\[(\\d+)]\\.?(.*)");
    private static final Pattern OPTION_FIELD = Pattern.compile("options\\[(\\d+)].*");

    private final ProductFields fields;

    CsvProducts(ProductFields fields) {
        this.fields = fields;
    }

    /** A row of the file with the values of its columns. */
    private record Line(int number, Map<String, String> values, @Nullable String fault) {

        String value(String column) {
            return values.getOrDefault(column, "");
        }

        String productId() {
            return value(PRODUCT_ID);
        }
    }

    @Override
    public ImportChunk read(byte[] bytes, boolean isEnd, ImportPosition start, int maxRows) {
        var rowBytes = new RowBytes(bytes, isEnd);
        var rows = new CsvRows(rowBytes, MAX_ROW_BYTES);
        var header = start.header();
        var row = start.row();
        if (header == null) {
            rowBytes.skipByteOrderMark();
            if (!(rows.next() instanceof Read.Row(var names))) {
                return unreadable(start, List.of(new FieldError(
                        ROW, "must be a row of CSV in UTF-8 with the names of columns, at most " + MAX_ROW_BYTES
                                + " bytes")));
            }
            var columns = names.stream().map(String::strip).toList();
            var faults = faults(columns);
            if (!faults.isEmpty()) {
                return unreadable(start, faults);
            }
            header = Json.write(columns);
            row = 1;
        }
        var names = List.of(Json.read(header, String[].class));
        return new Chunk(rowBytes, rows, names).read(start, header, row, maxRows);
    }

    private static ImportChunk unreadable(ImportPosition start, List<FieldError> faults) {
        return new ImportChunk(List.of(), start, faults);
    }

    private static List<FieldError> faults(List<String> columns) {
        var faults = new ArrayList<FieldError>();
        var seen = new LinkedHashSet<String>();
        for (var column : columns) {
            var isNamed = Stream.of(OPTION, ATTRIBUTE, METADATA)
                    .anyMatch(prefix -> column.startsWith(prefix) && column.length() > prefix.length());
            if (!isNamed && !KNOWN.contains(column)) {
                faults.add(new FieldError(Fields.shown(column), "is not a known column"));
            } else if (!seen.add(column)) {
                faults.add(new FieldError(Fields.shown(column), "must be unique"));
            }
        }
        REQUIRED.stream().filter(column -> !seen.contains(column))
                .forEach(column -> faults.add(new FieldError(column, "is a required column")));
        return faults;
    }

    /** The reading of a chunk. */
    private final class Chunk {

        private final RowBytes bytes;
        private final CsvRows rows;
        private final List<String> columns;
        private final List<FileProduct> products = new ArrayList<>();
        /** The rows of the product that is being read. */
        private final List<Line> open = new ArrayList<>();
        private @Nullable String refused;
        private int row;
        private boolean isFull;
        /** Where the rows end that belong to products that are complete. */
        private int settledAt;
        private int settledRow;

        Chunk(RowBytes bytes, CsvRows rows, List<String> columns) {
            this.bytes = bytes;
            this.rows = rows;
            this.columns = columns;
        }

        ImportChunk read(ImportPosition start, String header, int firstRow, int maxRows) {
            row = firstRow;
            refused = start.refused();
            settle();
            var isSkipping = start.isSkipping();
            while (!bytes.isAtEnd() && !isFull && (row - firstRow < maxRows || !open.isEmpty())) {
                if (isSkipping) {
                    isSkipping = !skipLine();
                    settle();
                    continue;
                }
                var before = bytes.position();
                switch (rows.next()) {
                    case Read.Row(var values) -> {
                        row++;
                        take(values, before, row - firstRow > maxRows);
                    }
                    case Read.Invalid(var message) -> {
                        refuse(message);
                        isSkipping = !skipLine();
                        settle();
                    }
                    case Read.Incomplete() -> {
                        return end(start, header, isSkipping);
                    }
                }
            }
            if (bytes.isAtEnd() && bytes.isEndOfFile()) {
                close();
                settle();
            }
            return end(start, header, isSkipping);
        }

        /** The product that is being read may go on in the next chunk, so it is read again there, or refused if it is too large. */
        private ImportChunk end(ImportPosition start, String header, boolean isSkipping) {
            if (settledAt == 0 && !open.isEmpty()) {
                refuseRows(open.getFirst().productId());
                settle();
            }
            return new ImportChunk(products, new ImportPosition(
                    start.offset() + settledAt, settledRow, isSkipping, header, refused), List.of());
        }

        /** @return whether the line ends in this chunk */
        private boolean skipLine() {
            var next = bytes.nextLine();
            bytes.moveTo(next < 0 ? bytes.length() : next);
            return next >= 0;
        }

        private void settle() {
            settledAt = bytes.position();
            settledRow = row;
        }

        private void take(List<String> values, int before, boolean isBeyond) {
            if (values.size() == 1 && values.getFirst().isBlank()) {
                if (open.isEmpty()) {
                    settle();
                }
                return;
            }
            var line = line(values);
            var id = line.productId();
            if (!open.isEmpty() && !open.getFirst().productId().equals(id)) {
                close();
                settledAt = before;
                settledRow = row - 1;
                isFull = isBeyond;
            }
            if (isFull) {
                return;
            }
            if (id.equals(refused)) {
                open.add(line);
                refuseRows(id);
                settle();
                return;
            }
            refused = null;
            open.add(line);
            if (open.size() > Product.MAX_VARIANTS) {
                refuseRows(id);
                settle();
            }
        }

        private Line line(List<String> values) {
            var named = new HashMap<String, String>();
            for (var index = 0; index < Math.min(values.size(), columns.size()); index++) {
                named.put(columns.get(index), values.get(index).strip().replace("\r\n", "\n"));
            }
            return new Line(row, named, values.size() == columns.size() ? null
                    : "must have " + columns.size() + " columns, not " + values.size());
        }

        private void refuseRows(String id) {
            open.forEach(line -> products.add(FileProduct.invalid(line.number(), id, PRODUCT_ID,
                    "has more than " + Product.MAX_VARIANTS + " rows, or a row that cannot be read")));
            open.clear();
            refused = id;
        }

        /** Refuses a row that cannot be read, and the product that it may belong to. */
        private void refuse(String message) {
            var id = idOfLine();
            if (!open.isEmpty() && (id == null || id.equals(open.getFirst().productId()))) {
                refuseRows(open.getFirst().productId());
            } else {
                close();
                refused = id;
            }
            products.add(FileProduct.invalid(++row, id, ROW, message));
        }

        /** What the line says of its product, if that stands before all quotes. */
        private @Nullable String idOfLine() {
            var next = bytes.nextLine();
            var text = bytes.text(bytes.position(), next < 0 ? bytes.length() : next).orElse("");
            var values = text.split(",", -1);
            var index = columns.indexOf(PRODUCT_ID);
            return index >= values.length || List.of(values).subList(0, index + 1).stream()
                    .anyMatch(value -> value.contains("\"")) || values[index].isBlank() ? null : values[index].strip();
        }

        private void close() {
            if (!open.isEmpty()) {
                products.add(product(List.copyOf(open), columns));
                open.clear();
            }
        }
    }

    private FileProduct product(List<Line> lines, List<String> columns) {
        var first = lines.getFirst();
        var errors = new TreeMap<Integer, List<FieldError>>();
        var numbers = lines.stream().map(Line::number).toList();
        for (var line : lines) {
            if (line.fault() != null) {
                errors.computeIfAbsent(line.number(), _ -> new ArrayList<>())
                        .add(new FieldError(ROW, Objects.requireNonNull(line.fault())));
            }
            columns.stream().filter(column -> !isOfVariant(column))
                    .filter(column -> !line.value(column).isEmpty() && !line.value(column).equals(first.value(column)))
                    .forEach(column -> errors.computeIfAbsent(line.number(), _ -> new ArrayList<>()).add(new FieldError(
                            column, "must be empty or as in the first row of the product")));
        }
        var optionNames = columns.stream().filter(column -> column.startsWith(OPTION))
                .filter(column -> lines.stream().anyMatch(line -> !line.value(column).isEmpty()))
                .map(column -> column.substring(OPTION.length())).toList();
        var read = fields.row(Fields.ofJson(ROW, Json.write(json(lines, columns, optionNames))).orElseThrow());
        if (read instanceof Row.Valid(var product) && errors.isEmpty()) {
            return new FileProduct(numbers, first.productId(), Optional.of(product), Map.of());
        }
        if (read instanceof Row.Invalid(var _, var problem)) {
            for (var error : problem.errors()) {
                place(error, lines, optionNames, errors);
            }
        }
        return new FileProduct(numbers, first.productId(), Optional.empty(), errors);
    }

    private static boolean isOfVariant(String column) {
        return VARIANT_TEXTS.contains(column) || VARIANT_NUMBERS.contains(column) || column.equals(SIGN_IN)
                || column.startsWith(OPTION);
    }

    private static Map<String, Object> json(List<Line> lines, List<String> columns, List<String> optionNames) {
        var first = lines.getFirst();
        var json = new LinkedHashMap<String, Object>();
        json.put(PRODUCT_ID, first.productId());
        PRODUCT_TEXTS.stream().filter(column -> !first.value(column).isEmpty())
                .forEach(column -> json.put(column, first.value(column)));
        if (!first.value("tags").isEmpty()) {
            json.put("tags", Stream.of(first.value("tags").split("\\|")).map(String::strip).toList());
        }
        if (!first.value("mediaUrls").isEmpty()) {
            json.put("media",
                    Stream.of(first.value("mediaUrls").split("\\s+")).map(url -> Map.of("url", url)).toList());
        }
        if (!first.value("requiresShipping").isEmpty()) {
            json.put("requiresShipping", typed(first.value("requiresShipping")));
        }
        var seo = new HashMap<String, Object>();
        Map.of("title", "seoTitle", "description", "seoDescription").forEach((field, column) -> {
            if (!first.value(column).isEmpty()) {
                seo.put(field, first.value(column));
            }
        });
        if (!seo.isEmpty()) {
            json.put("seo", seo);
        }
        named(first, columns, ATTRIBUTE).ifPresent(values -> {
            values.replaceAll((name, value) -> typed(value.toString()));
            json.put("attributes", values);
        });
        named(first, columns, METADATA).ifPresent(values -> json.put("metadata", values));
        json.put("options", optionNames.stream().map(name -> Map.of("name", name, "values", lines.stream()
                .map(line -> line.value(OPTION + name)).filter(value -> !value.isEmpty()).distinct().toList()))
                .toList());
        json.put("variants", lines.stream().map(line -> variant(line, optionNames)).toList());
        return json;
    }

    private static Map<String, Object> variant(Line line, List<String> optionNames) {
        var variant = new LinkedHashMap<String, Object>();
        VARIANT_TEXTS.stream().filter(column -> !line.value(column).isEmpty())
                .forEach(column -> variant.put(column, line.value(column)));
        VARIANT_NUMBERS.stream().filter(column -> !line.value(column).isEmpty()).forEach(column -> {
            var value = line.value(column);
            variant.put(column, INTEGER.matcher(value).matches() ? Long.valueOf(value) : value);
        });
        if (!line.value(SIGN_IN).isEmpty()) {
            variant.put(SIGN_IN, typed(line.value(SIGN_IN)));
        }
        var options = new LinkedHashMap<String, Object>();
        optionNames.stream().filter(name -> !line.value(OPTION + name).isEmpty())
                .forEach(name -> options.put(name, line.value(OPTION + name)));
        variant.put("options", options);
        return variant;
    }

    private static Optional<Map<String, Object>> named(Line line, List<String> columns, String prefix) {
        var values = new LinkedHashMap<String, Object>();
        columns.stream().filter(column -> column.startsWith(prefix) && !line.value(column).isEmpty())
                .forEach(column -> values.put(column.substring(prefix.length()), line.value(column)));
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    private static Object typed(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> NUMBER.matcher(value).matches() ? new BigDecimal(value) : value;
        };
    }

    /** Adds an error to the row and the column that it comes from. */
    private static void place(
            FieldError error, List<Line> lines, List<String> optionNames, Map<Integer, List<FieldError>> errors) {
        var field = error.field();
        var line = lines.getFirst();
        var ofVariant = VARIANT_FIELD.matcher(field);
        var ofOption = OPTION_FIELD.matcher(field);
        if (ofVariant.matches()) {
            line = lines.get(Integer.parseInt(ofVariant.group(1)));
            field = ofVariant.group(2).replaceFirst("^options\\.", OPTION);
        } else if (ofOption.matches()) {
            field = OPTION + optionNames.get(Integer.parseInt(ofOption.group(1)));
        } else {
            field = field.replaceFirst("^attributes\\.", ATTRIBUTE).replaceFirst("^metadata\\.", METADATA)
                    .replaceFirst("\\[.*", "");
        }
        errors.computeIfAbsent(line.number(), _ -> new ArrayList<>())
                .add(new FieldError(COLUMNS_OF_FIELDS.getOrDefault(field, field), error.message()));
    }
}
