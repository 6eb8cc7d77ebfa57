package dev.stampede.local.store.plan;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plan for a sale: as a store with the template's defaults takes it, and prepared.
 *
 * @param region   whose quotas and prices are used
 * @param prepared the settings for as many orders per second as buyers arrive
 * @param quotas   what to raise before the day, with the value that the sale needs
 * @param sandbox  what SES lets an account send until it has production access
 */
public record Plan(Demand demand, String region, Outcome byDefault, DropSettings prepared, Outcome whenPrepared,
        List<NeededQuota> quotas, Sandbox sandbox) {

    /** @param ceilings the one that is met first comes first */
    public record Outcome(List<Ceiling> ceilings, Forecast forecast, Bill bill) {

        /** The limit that the sale meets first, or comes nearest to. */
        public Ceiling first() {
            return ceilings.getFirst();
        }
    }

    /** @param value what it is by default  @param needed what the sale needs */
    public record NeededQuota(String name, double value, double needed, String source) {

        /** Whether the value by default is too low. */
        public boolean isMissing() {
            return needed > value;
        }
    }

    /** To verified addresses only. */
    public record Sandbox(double emailsPerSecond, double emailsPerDay) {}

    /** @throws IllegalArgumentException if there are no facts about the Region */
    public static Plan of(Demand demand, String region, AwsFacts all, Measurements measured) {
        var aws = all.in(region);
        var rate = Math.max(1, Math.min(DropSettings.MOST_PER_SECOND, (long) Math.ceil(demand.perSecond())));
        var needed = quotas(rate, aws, measured);
        var settings = DropSettings.of(rate, (long) Math.max(value(needed, "lambdaConcurrency", aws),
                aws.quota("lambdaConcurrency")))
                .withEmails(demand.emailsPerSecond(), measured.assumed().emailSeconds());
        var quotas = Stream.concat(needed.stream(), Stream.of(
                needed(aws, "emails", demand.emailsPerSecond()),
                needed(aws, "emailsPerDay", demand.orders())))
                .filter(NeededQuota::isMissing).toList();
        return new Plan(demand, region, outcome(demand, DropSettings.defaults(), aws, measured), settings,
                outcome(demand, settings, raised(aws, quotas), measured), quotas,
                new Sandbox(aws.quota("sandboxEmails"), aws.quota("sandboxEmailsPerDay")));
    }

    private static Outcome outcome(Demand demand, DropSettings settings, AwsFacts aws, Measurements measured) {
        var ceilings = Ceilings.of(settings, aws, measured).stream()
                .sorted(Comparator.comparing((Ceiling ceiling) -> ceiling.stage() == Stage.EMAILED)
                        .thenComparing(Ceiling::perSecond))
                .toList();
        return new Outcome(ceilings,
                Forecast.of(demand.orders(), demand.perSecond(), ceilings, measured.latency()),
                Bill.of(demand, settings, aws, measured));
    }

    /** The quotas of the account that a rate of orders needs. @param perSecond orders per second */
    public static List<NeededQuota> quotas(long perSecond, AwsFacts aws, Measurements measured) {
        var assumed = measured.assumed();
        return List.of(
                needed(aws, "apiRequests", perSecond * assumed.requestsOfABuyer()),
                needed(aws, "lambdaConcurrency",
                        Math.ceil(perSecond * assumed.executionSecondsOfABuyer() / Ceilings.API_SHARE)),
                needed(aws, "tableWritesQuota", DropSettings.of(perSecond, 0).ordersWarmWrites()),
                needed(aws, "topicMessages", perSecond * measured.order().facts()));
    }

    private static double value(List<NeededQuota> quotas, String name, AwsFacts aws) {
        return quotas.stream().filter(quota -> quota.name().equals(aws.quotas().get(name).name())).findFirst()
                .orElseThrow().needed();
    }

    private static NeededQuota needed(AwsFacts aws, String name, double needed) {
        var quota = aws.quotas().get(name);
        return new NeededQuota(quota.name(), quota.value(), needed, quota.source());
    }

    private static AwsFacts raised(AwsFacts aws, List<NeededQuota> quotas) {
        var raised = new LinkedHashMap<>(aws.quotas());
        quotas.forEach(needed -> raised.replaceAll((_, quota) -> quota.name().equals(needed.name())
                ? new AwsFacts.Quota(quota.name(), needed.needed(), quota.isAdjustable(), quota.isVerified(),
                        quota.source())
                : quota));
        return new AwsFacts(aws.readOn(), raised, aws.regions(), aws.regionsNote(), aws.prices(), aws.notPriced());
    }
}
