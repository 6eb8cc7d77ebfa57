package dev.stampede.inventory;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.OwedStep;
import dev.stampede.inventory.stock.StockEquation.Difference;
import dev.stampede.inventory.verification.Verdict;
import dev.stampede.inventory.verification.Verdict.Different;
import dev.stampede.inventory.verification.Verdict.Unverified;
import dev.stampede.inventory.verification.Verdict.Verified;
import dev.stampede.inventory.verification.Verification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;
import java.util.stream.Stream;

/** The result of a verification for {@code ./stampede verify}: what is wrong, by name. */
final class VerificationReport {

    /** The maximum number of SKUs or steps in each list; the counts include all of them. */
    static final int MAX_LISTED = 100;

    private VerificationReport() {}

    static Map<String, Object> of(Verification verification) {
        var report = new LinkedHashMap<String, Object>();
        report.put("isFinished", verification.isFinished());
        report.put("verified", count(verification, Verified.class));
        report.put("different", count(verification, Different.class));
        report.put("unverified", count(verification, Unverified.class));
        report.put("overdue", overdue(verification));
        report.put("differences", skus(verification, Different.class, VerificationReport::difference));
        report.put("unverifiedSkus", skus(verification, Unverified.class, entry -> entry.getKey().value()));
        report.put("overdueSteps",
                verification.overdue().steps().stream().limit(MAX_LISTED).map(VerificationReport::step).toList());
        return report;
    }

    private static long count(Verification verification, Class<? extends Verdict> verdict) {
        return verification.verdicts().values().stream().filter(verdict::isInstance).count();
    }

    private static <T> List<T> skus(
            Verification verification, Class<? extends Verdict> verdict, Function<Entry<Sku, Verdict>, T> as) {
        Stream<Entry<Sku, Verdict>> entries = verification.verdicts().entrySet().stream();
        return entries.filter(entry -> verdict.isInstance(entry.getValue())).sorted(Entry.comparingByKey())
                .limit(MAX_LISTED).map(as).toList();
    }

    private static Map<String, Long> overdue(Verification verification) {
        var orders = new LinkedHashMap<String, Long>();
        for (var kind : OwedStep.Kind.values()) {
            if (verification.overdue().orders(kind) > 0) {
                orders.put(kind.name(), verification.overdue().orders(kind));
            }
        }
        return orders;
    }

    private static Map<String, Object> difference(Entry<Sku, Verdict> entry) {
        return difference(((Different) entry.getValue()).difference());
    }

    private static Map<String, Object> difference(Difference difference) {
        return Map.of("sku", difference.sku().value(), "received", difference.received(), "available",
                difference.available(), "inOrders", difference.inOrders(), "difference", difference.units());
    }

    private static Map<String, Object> step(OwedStep step) {
        return Map.of("step", step.kind().name(), "order", step.cause().orderId().value(), "since",
                step.since().toString());
    }
}
