package dev.stampede.load;

import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.inventory.stock.StockEquation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The result of the checks after a sale: units received equal units available plus units in orders, no order was
 * rejected for units that are still available, and every accepted order is complete, with exactly one email to its
 * customer.
 *
 * @param faults the failed checks; empty if all passed
 */
record SaleVerdict(Map<OrderStatus, Integer> orders, List<Sku> skus, List<String> faults) {

    private static final int MAX_EXAMPLES = 3;

    /** Units of a SKU: received = available + held. */
    record Sku(String sku, long received, long available, long held) {}

    /**
     * The state after the sale.
     *
     * @param stocks   stock of all SKUs that were sold
     * @param orders   all orders in the log, including those of the warm-up
     * @param accepted IDs of the orders that checkout accepted
     * @param soldOut  lines of each order that checkout rejected as sold out
     * @param mails    number of emails sent to each address
     * @param failed   number of checkouts that were neither accepted nor rejected as sold out
     * @param failures examples of their responses
     */
    record Remains(Collection<Stock> stocks, Collection<Order> orders, Collection<String> accepted,
            Collection<List<Scenario.Line>> soldOut, Map<String, Long> mails, int failed, List<String> failures) {}

    SaleVerdict {
        orders = Map.copyOf(orders);
        skus = List.copyOf(skus);
        faults = List.copyOf(faults);
    }

    boolean holds() {
        return faults.isEmpty();
    }

    static SaleVerdict of(Remains remains) {
        var promised = new HashSet<>(remains.accepted());
        var orders = remains.orders().stream().filter(order -> promised.contains(order.id().value())).toList();
        var faults = new ArrayList<String>();
        if (remains.failed() > 0) {
            faults.add("%d checkouts failed: %s".formatted(remains.failed(), remains.failures()));
        }
        addEquation(remains, faults);
        addRefusals(remains, orders, faults);
        addEnds(promised.size(), orders, faults);
        addMails(remains, orders, faults);
        var byStatus = orders.stream().collect(Collectors.toMap(Order::status, _ -> 1, Integer::sum));
        return new SaleVerdict(byStatus, remains.stocks().stream().map(stock -> sku(stock, remains.orders())).toList(),
                faults);
    }

    private static Sku sku(Stock stock, Collection<Order> orders) {
        var held = orders.stream().flatMap(order -> order.allocations().stream())
                .filter(allocation -> allocation.sku().equals(stock.sku())).mapToLong(taken -> taken.units()).sum();
        return new Sku(stock.sku().value(), stock.received(), stock.available(), held);
    }

    private static void addEquation(Remains remains, List<String> faults) {
        for (var difference : StockEquation.differences(remains.stocks(), remains.orders())) {
            faults.add("%s: %d units received, but %d available and %d in orders".formatted(difference.sku(),
                    difference.received(), difference.available(), difference.inOrders()));
        }
    }

    /** No units are returned during the sale, so units available now were available when an order was rejected. */
    private static void addRefusals(Remains remains, List<Order> orders, List<String> faults) {
        var available = new HashMap<String, Long>();
        remains.stocks().forEach(stock -> available.put(stock.sku().value(), stock.available()));
        var rejected = orders.stream().filter(order -> order.status() == OrderStatus.REJECTED)
                .map(order -> order.placed().lines().stream()
                        .map(line -> new Scenario.Line(line.sku().value(), line.quantity())).toList());
        var wrong = Stream.concat(rejected, remains.soldOut().stream())
                .filter(lines -> lines.stream()
                        .allMatch(line -> line.units() <= available.getOrDefault(line.sku(), 0L)))
                .toList();
        if (!wrong.isEmpty()) {
            faults.add("%d orders were rejected although units are available: %s".formatted(wrong.size(),
                    wrong.stream().limit(MAX_EXAMPLES).toList()));
        }
    }

    private static void addEnds(int promised, List<Order> orders, List<String> faults) {
        if (orders.size() != promised) {
            faults.add("%d orders were accepted, but %d are in the log".formatted(promised, orders.size()));
        }
        var open = orders.stream().filter(order -> !hasEnded(order)).toList();
        if (!open.isEmpty()) {
            faults.add("%d orders are not complete, such as %s, which is %s".formatted(open.size(),
                    open.getFirst().id(), open.getFirst().status()));
        }
    }

    private static void addMails(Remains remains, List<Order> orders, List<String> faults) {
        var wrong = orders.stream().filter(SaleVerdict::hasEnded)
                .filter(order -> remains.mails().getOrDefault(order.placed().contact().email(), 0L) != 1).toList();
        if (!wrong.isEmpty()) {
            faults.add("%d customers did not get exactly one email, such as the customer of %s".formatted(wrong.size(),
                    wrong.getFirst().id()));
        }
    }

    private static boolean hasEnded(Order order) {
        return order.status() == OrderStatus.PAID || order.status() == OrderStatus.REJECTED;
    }
}
