package dev.stampede.reports;

import dev.stampede.contracts.id.OrderNumber;
import dev.stampede.contracts.orders.Contact.Address;
import dev.stampede.contracts.orders.Order;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How orders become rows. Amounts are in minor units. */
enum OrderSheet {
    /** A row for each order. */
    ORDERS("reference", "number", "status", "placedAt", "updatedAt", "email", "name", "currency", "subtotal",
            "discount", "shipping", "tax", "taxIncluded", "total", "paid", "refunded", "shippingMethod", "recipient",
            "company",
            "line1", "line2", "city", "region", "postalCode", "country", "phone") {
        @Override
        void add(Order order, Rows rows, Sums sums) {
            var totals = order.placed().totals();
            var contact = order.placed().contact();
            var shipping = totals.shipping();
            var to = contact.shippingAddress() == null ? NO_ADDRESS : contact.shippingAddress();
            rows.add(
                    order.id(), OrderNumber.of(order.id()), order.status(), order.placedAt(), order.changedAt(),
                    contact.email(), contact.name(), totals.currency(), totals.subtotal(), totals.discount(),
                    shipping == null ? 0L : shipping.discounted(),
                    totals.tax(), totals.taxIncluded(), totals.total(), paid(order), order.refunded(),
                    shipping == null ? null : shipping.name(), to == NO_ADDRESS ? null : to.name(), to.company(),
                    text(to.line1()), to.line2(), text(to.city()), to.region(), to.postalCode(), text(to.country()),
                    to.phone());
        }
    },

    /** A row for each line of an order. */
    ORDER_LINES("reference", "number", "status", "placedAt", "currency", "sku", "productId", "name", "quantity",
            "unitPrice",
            "subtotal", "discount", "tax", "taxIncluded", "total") {
        @Override
        void add(Order order, Rows rows, Sums sums) {
            var totals = order.placed().totals();
            IntStream.range(0, totals.lines().size()).forEach(index -> {
                var line = order.placed().lines().get(index);
                var priced = totals.lines().get(index);
                rows.add(
                        order.id(), OrderNumber.of(order.id()), order.status(), order.placedAt(), totals.currency(),
                        line.sku(), line.productId(),
                        line.name(), line.quantity(), line.unitPrice().amount(), priced.subtotal(), priced.discount(),
                        priced.tax(), totals.taxIncluded(), totals.total(priced));
            });
        }
    },

    /**
     * What was sold on a day, by SKU, and what of it was paid back since; a row without a SKU has the shipping. The totals add
     * up to what was captured and paid back.
     */
    SALES("day", "sku", "productId", "name", "currency", "orders", "units", "subtotal", "discount", "tax", "total",
            "refundedUnits", "refundedTotal") {
        @Override
        void add(Order order, Rows rows, Sums sums) {
            if (order.captured().isEmpty()) {
                return;
            }
            var totals = order.placed().totals();
            var day = LocalDate.ofInstant(order.placedAt(), ZoneOffset.UTC).toString();
            var paidBack = order.paidBack();
            IntStream.range(0, totals.lines().size()).forEach(index -> {
                var line = order.placed().lines().get(index);
                var priced = totals.lines().get(index);
                sums.add(
                        List.of(day, line.sku().value(), line.productId().value(), line.name(), totals.currency()),
                        1, line.quantity(), priced.subtotal(), priced.discount(), priced.tax(), totals.total(priced),
                        order.refunded(line.sku()), paidBack.lines().get(index));
            });
            var shipping = totals.shipping();
            if (shipping != null) {
                sums.add(
                        List.of(day, "", "", shipping.name(), totals.currency()),
                        1, 0, shipping.price(), shipping.discount(), shipping.tax(), totals.total(shipping),
                        0, paidBack.shipping());
            }
        }

        @Override
        void endDay(Rows rows, Sums sums) {
            drain(rows, sums);
        }
    },

    /** Taxes of orders that were paid, and what of them was paid back since. */
    TAXES("tax", "rate", "currency", "orders", "taxable", "amount", "refundedTaxable", "refundedAmount") {
        @Override
        void add(Order order, Rows rows, Sums sums) {
            if (order.captured().isEmpty()) {
                return;
            }
            var totals = order.placed().totals();
            var paidBack = order.paidBack().taxes();
            IntStream.range(0, totals.taxes().size()).forEach(index -> {
                var tax = totals.taxes().get(index);
                sums.add(
                        List.of(tax.name(), tax.rate().toPlainString(), totals.currency()), 1, tax.taxable(),
                        tax.amount(), paidBack.get(index).taxable(), paidBack.get(index).amount());
            });
        }

        @Override
        void end(Rows rows, Sums sums) {
            drain(rows, sums);
        }
    };

    private static final Address NO_ADDRESS = new Address(null, null, "", null, "", null, null, "", null);

    private final List<String> columns;

    OrderSheet(String... columns) {
        this.columns = List.of(columns);
    }

    List<String> columns() {
        return columns;
    }

    abstract void add(Order order, Rows rows, Sums sums);

    /** Adds what a day's orders have in common. */
    void endDay(Rows rows, Sums sums) {
        // Rows of orders have nothing in common.
    }

    /** Adds what all orders have in common. */
    void end(Rows rows, Sums sums) {
        // Rows of orders and days have nothing in common.
    }

    private static void drain(Rows rows, Sums sums) {
        sums.drain(sum -> {
            var values = new @Nullable Object[sum.common().size() + sum.amounts().size()];
            for (var index = 0; index < sum.common().size(); index++) {
                values[index] = text(sum.common().get(index));
            }
            for (var index = 0; index < sum.amounts().size(); index++) {
                values[sum.common().size() + index] = sum.amounts().get(index);
            }
            rows.add(values);
        });
    }

    private static @Nullable String text(String text) {
        return text.isEmpty() ? null : text;
    }

    private static long paid(Order order) {
        return order.captured().map(captured -> captured.amount().amount()).orElse(0L);
    }
}
