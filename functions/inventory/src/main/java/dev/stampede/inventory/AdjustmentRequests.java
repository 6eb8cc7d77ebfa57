package dev.stampede.inventory;

import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.adjustment.Adjustment;
import dev.stampede.runtime.http.Fields;
import dev.stampede.runtime.http.Problem;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decodes adjustments; errors name the field. */
record AdjustmentRequests(String by, Instant at) {

    static final int MAX_LINES = 1000;

    Adjustment one(Fields body) {
        var adjustment = read(body, id(body));
        body.check();
        return adjustment.orElseThrow();
    }

    /** A line of a bulk request. */
    sealed interface Line {

        record Valid(Adjustment adjustment) implements Line {}

        /** @param adjustmentId the adjustment ID, if it is valid */
        record Invalid(@Nullable String adjustmentId, Problem problem) implements Line {}
    }

    /** Reads {@code {adjustments: [...]}}: one result for each line, in order. The IDs of the valid lines are unique. */
    List<Line> many(Fields body) {
        var lines = body.rows("adjustments", 1, MAX_LINES);
        body.check();
        var ids = new HashSet<String>();
        return lines.stream().map(line -> line(line, ids)).toList();
    }

    private Line line(Fields fields, Set<String> ids) {
        var id = id(fields);
        var adjustment = read(fields, id);
        if (fields.problem().isEmpty() && !ids.add(id.orElseThrow())) {
            fields.reject("adjustmentId", "must be unique");
        }
        return fields.problem().<Line> map(problem -> new Line.Invalid(id.orElse(null), problem))
                .orElseGet(() -> new Line.Valid(adjustment.orElseThrow()));
    }

    private static Optional<String> id(Fields fields) {
        return fields.parsed("adjustmentId", 64, Adjustment::checkRequestedId);
    }

    /** @return empty if {@code fields} has errors */
    private Optional<Adjustment> read(Fields fields, Optional<String> id) {
        var sku = fields.parsed("sku", 64, Sku::ofGoods);
        var delta = (int) fields.integer("delta", -Adjustment.MAX_UNITS, Adjustment.MAX_UNITS);
        var reason = fields.text("reason", 1, Adjustment.MAX_REASON);
        if (delta == 0) {
            fields.reject("delta", "must not be 0");
        }
        return id.isEmpty() || sku.isEmpty() || delta == 0
                ? Optional.empty()
                : Optional.of(new Adjustment(id.get(), sku.get(), delta, reason, by, at));
    }
}
