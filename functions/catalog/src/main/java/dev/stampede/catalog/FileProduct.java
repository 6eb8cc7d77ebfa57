package dev.stampede.catalog;

import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.http.Problem.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A product of a file.
 *
 * @param rows numbers of its rows, 1 or more
 * @param productId what the rows say, if it can be read
 * @param product empty if a row is invalid
 * @param errors by row; a row without any is valid
 */
record FileProduct(
        List<Integer> rows, @Nullable String productId, Optional<Product> product,
        Map<Integer, List<FieldError>> errors) {

    FileProduct {
        rows = List.copyOf(rows);
        errors = Map.copyOf(errors);
    }

    static FileProduct invalid(int row, @Nullable String productId, String field, String message) {
        return new FileProduct(
                List.of(row), productId, Optional.empty(), Map.of(row, List.of(new FieldError(field, message))));
    }

    /** @param refused why the product was not written, or null if it was */
    List<RowResult> results(@Nullable Problem refused) {
        var problems = new TreeMap<Integer, Problem>();
        errors.forEach((row, faults) -> problems.put(row, Problem.invalid(faults)));
        return rows.stream().map(row -> new RowResult(row, productId, problem(row, problems, refused))).toList();
    }

    private @Nullable Map<String, Object> problem(
            int row, Map<Integer, Problem> problems, @Nullable Problem refused) {
        if (problems.containsKey(row)) {
            return problems.get(row).members();
        }
        if (!problems.isEmpty()) {
            return Problem.invalid("productId", "has an invalid row").members();
        }
        return refused == null ? null : refused.members();
    }
}
