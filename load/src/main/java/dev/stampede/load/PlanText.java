package dev.stampede.load;

import dev.stampede.local.store.plan.AwsFacts;
import dev.stampede.local.store.plan.Ceiling;
import dev.stampede.local.store.plan.DropSettings;
import dev.stampede.local.store.plan.Measurements;
import dev.stampede.local.store.plan.Plan;
import dev.stampede.local.store.plan.Plan.Outcome;
import dev.stampede.local.store.plan.Stage;
import java.util.Locale;

/** Renders a plan as text. */
final class PlanText {

    private static final int SHOWN_CEILINGS = 5;

    private final StringBuilder text = new StringBuilder();

    private PlanText() {}

    static String of(Plan plan, AwsFacts aws, Measurements measured) {
        var report = new PlanText();
        report.summary(plan);
        report.outcome("With the template's defaults", plan.byDefault(), plan.demand().perSecond());
        report.raise(plan);
        report.outcome("Prepared", plan.whenPrepared(), plan.demand().perSecond());
        report.bill(plan);
        report.sources(aws, measured);
        return report.text.toString();
    }

    private void summary(Plan plan) {
        var demand = plan.demand();
        line("%,d buyers in %.1f minutes, %,d units, in %s: %,.0f buyers a second, %,d orders", demand.buyers(),
                demand.minutes(), demand.stock(), plan.region(), demand.perSecond(), demand.orders());
    }

    private void outcome(String title, Outcome outcome, double perSecond) {
        var seconds = outcome.forecast().seconds();
        line("");
        line("%s", title);
        line("  last order reserved after %s, paid after %s, emailed after %s", time(seconds.get(Stage.RESERVED)),
                time(seconds.get(Stage.PAID)), time(seconds.get(Stage.EMAILED)));
        line("  first limit: %s, at %,.0f orders a second%s", outcome.first().name(), outcome.first().perSecond(),
                outcome.first().use(perSecond) > 1 ? "" : ", more than the sale needs");
        outcome.ceilings().stream().limit(SHOWN_CEILINGS).forEach(this::ceiling);
        outcome.ceilings().stream().skip(SHOWN_CEILINGS).filter(ceiling -> ceiling.stage() == Stage.EMAILED)
                .forEach(this::ceiling);
    }

    private void ceiling(Ceiling ceiling) {
        line("  %,9.0f a second  %-34s %s", ceiling.perSecond(), ceiling.name(), ceiling.arithmetic());
    }

    private void raise(Plan plan) {
        line("");
        line("Raise before the day");
        plan.quotas().forEach(quota -> line("  %s: from %,.0f to %,.0f", quota.name(), quota.value(), quota.needed()));
        var defaults = DropSettings.defaults().parameters();
        plan.prepared().parameters().forEach((name, value) -> {
            if (!value.equals(defaults.get(name))) {
                line("  %s: %s", name, value);
            }
        });
        line("  shards of the SKU: %d", plan.prepared().shards());
        if (plan.prepared().emailConcurrency() != DropSettings.defaults().emailConcurrency()) {
            line("  EmailConcurrency: %d, once SES sends %,.0f emails a second", plan.prepared().emailConcurrency(),
                    plan.demand().emailsPerSecond());
        }
        line("  production access to SES: in the sandbox, an account sends %,.0f email a second and %,.0f in 24 hours, and only to "
                + "verified addresses", plan.sandbox().emailsPerSecond(), plan.sandbox().emailsPerDay());
    }

    private void bill(Plan plan) {
        var bill = plan.whenPrepared().bill();
        line("");
        line("The bill, prepared: $%,.2f for the sale, $%.5f an order", bill.total(), bill.perOrder());
        bill.lines().forEach(one -> line("  $%,10.2f  %,.0f %s%s", one.usd(), one.units(), one.name(),
                one.isVerified() ? "" : " *"));
    }

    private void sources(AwsFacts aws, Measurements measured) {
        line("");
        line("* price not verified. Not included: %s", String.join(", ", aws.notPriced()));
        line("Quotas and prices as of %s, units as measured on %s by %s", aws.readOn(), measured.measuredOn(),
                measured.command());
        line("Requests of buyers and durations on AWS are assumed: plan/measurements.json.");
    }

    private static String time(double seconds) {
        return seconds < 120 ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
