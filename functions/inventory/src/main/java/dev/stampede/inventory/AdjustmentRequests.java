package dev.stampede.inventory;

import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.adjustment.Adjustment;
import dev.stampede.runtime.http.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Decodes adjustments; every fault is named by its field. */
record AdjustmentRequests(String by, Instant at) {

    static final int MAX_LINES = 1000;

    Adjustment one(Fields body) {
        var adjustment = read(body);
        body.check();
        return adjustment.orElseThrow();
    }

    List<Adjustment> many(Fields body) {
        var ids = new HashSet<String>();
        var adjustments = new ArrayList<Adjustment>();
        for (var line : body.objects("adjustments", 1, MAX_LINES)) {
            read(line).ifPresent(adjustment -> {
                adjustments.add(adjustment);
                if (!ids.add(adjustment.id())) {
                    line.reject("adjustmentId", "must not be there twice");
                }
            });
        }
        body.check();
        return adjustments;
    }

    /** @return empty if there are faults, which {@code fields} remembers */
    private Optional<Adjustment> read(Fields fields) {
        var id = fields.parsed("adjustmentId", 64, Adjustment::checkId);
        var sku = fields.parsed("sku", 64, Sku::new);
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
