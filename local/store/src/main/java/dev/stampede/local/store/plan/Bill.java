package dev.stampede.local.store.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What AWS charges for the requests of all buyers, and for all that their orders cause, in dollars.
 *
 * @param perOrder the total, for each order that gets stock
 */
public record Bill(List<Line> lines, double total, double perOrder) {

    private static final double BYTES_OF_A_GIGABYTE = 1e9;
    private static final double SECONDS_PER_HOUR = 3_600;
    /** Provisioned concurrency is set an hour before the sale and removed after it. */
    private static final double PROVISIONED_HOURS = 2;

    public Bill {
        lines = List.copyOf(lines);
    }

    /** @param units as many as the price is for */
    public record Line(String name, double units, double usd, boolean isVerified) {}

    static Bill of(Demand demand, DropSettings settings, AwsFacts aws, Measurements measured) {
        var orders = demand.orders();
        var order = measured.order();
        var assumed = measured.assumed();
        ToDoubleFunction<ToDoubleFunction<Measurements.Requests>> all = of -> assumed.requests().stream().mapToDouble(
                request -> (request.perBuyer() * demand.buyers() + request.perOrder() * orders)
                        * of.applyAsDouble(request))
                .sum();
        var requests = all.applyAsDouble(request -> 1);
        var invocations = all.applyAsDouble(Measurements.Requests::functions);
        var provisioned = settings.checkoutProvisioned() + settings.browseProvisioned();
        var lines = new ArrayList<Line>();
        add(lines, aws, "writeUnits",
                order.writeUnits() * orders + all.applyAsDouble(Measurements.Requests::writeUnits));
        add(lines, aws, "readUnits", order.readUnits() * orders + all.applyAsDouble(Measurements.Requests::readUnits));
        add(lines, aws, "apiRequests", requests);
        add(lines, aws, "invocations", invocations + order.facts() * orders);
        add(lines, aws, "gigabyteSeconds", assumed.memoryGigabytes()
                * (all.applyAsDouble(assumed::executionSeconds)
                        + assumed.workerSecondsPerOrder() * orders));
        add(lines, aws, "provisionedGigabyteSeconds",
                assumed.memoryGigabytes() * provisioned * PROVISIONED_HOURS * SECONDS_PER_HOUR);
        add(lines, aws, "topicRequests", order.topicRequests() * orders);
        add(lines, aws, "queueRequests", assumed.queueRequestsPerOrder() * orders);
        add(lines, aws, "emails", orders);
        add(lines, aws, "gigabytesOut", all.applyAsDouble(Measurements.Requests::bytes) / BYTES_OF_A_GIGABYTE);
        add(lines, aws, "gigabytesLogged", assumed.logBytesPerRequest() * invocations / BYTES_OF_A_GIGABYTE);
        var total = lines.stream().mapToDouble(Line::usd).sum();
        return new Bill(lines, total, total / orders);
    }

    private static void add(List<Line> lines, AwsFacts aws, String name, double units) {
        var price = aws.price(name);
        lines.add(new Line(price.name(), units, price.of(units), price.isVerified()));
    }
}
