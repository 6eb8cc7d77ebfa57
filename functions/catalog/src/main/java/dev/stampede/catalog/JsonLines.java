package dev.stampede.catalog;

import dev.stampede.catalog.ProductFields.Row;
import dev.stampede.runtime.http.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads JSON Lines: a product with {@code productId} in each line. Empty lines are skipped. Thread-safe. */
final class JsonLines implements ImportReader {

    private static final String ROW = "row";

    private final ProductFields fields;

    JsonLines(ProductFields fields) {
        this.fields = fields;
    }

    @Override
    public ImportChunk read(byte[] bytes, boolean isEnd, ImportPosition start, int maxRows) {
        var rows = new RowBytes(bytes, isEnd);
        var products = new ArrayList<FileProduct>();
        var row = start.row();
        var isSkipping = start.isSkipping();
        if (start.offset() == 0) {
            rows.skipByteOrderMark();
        }
        while (!rows.isAtEnd() && products.size() < maxRows) {
            var from = rows.position();
            var next = rows.nextLine();
            var end = next < 0 ? bytes.length : next;
            var isTooLong = !isSkipping && end - from > MAX_ROW_BYTES;
            if (isTooLong) {
                products.add(FileProduct.invalid(++row, null, ROW, "must be at most " + MAX_ROW_BYTES + " bytes"));
            }
            if (isSkipping || isTooLong) {
                rows.moveTo(end);
                isSkipping = next < 0;
                continue;
            }
            if (next < 0) {
                break;
            }
            row++;
            rows.moveTo(next);
            var number = row;
            var text = rows.text(from, next);
            if (text.isEmpty()) {
                products.add(FileProduct.invalid(row, null, ROW, "must be UTF-8"));
            } else if (!text.get().isBlank()) {
                products.add(Fields.ofJson(ROW, text.get()).map(read -> product(number, fields.row(read)))
                        .orElseGet(() -> FileProduct.invalid(number, null, ROW, "must be valid JSON")));
            }
        }
        return new ImportChunk(
                products, new ImportPosition(start.offset() + rows.position(), row, isSkipping, null, null), List.of());
    }

    private static FileProduct product(int number, Row row) {
        return switch (row) {
            case Row.Valid(var product) ->
                    new FileProduct(List.of(number), product.id().value(), Optional.of(product), Map.of());
            case Row.Invalid(var id, var problem) -> new FileProduct(
                    List.of(number), id == null ? null : id.value(), Optional.empty(),
                    Map.of(number, problem.errors()));
        };
    }
}
