package dev.stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.Shortage;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.inventory.stock.ShardLevel;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.load.Scenario.Line;
import dev.stampede.load.SaleVerdict.Remains;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SaleVerdictTest {

    private static final String ADDRESS = "buyer@example.com";
    private static final Map<String, Long> ONE_MAIL = Map.of(ADDRESS, 1L);

    @Test
    void of_soldUnitsThatAddUp_shouldHold() {
        var verdict = SaleVerdict.of(remains(stock(5, 3), paid(2), ONE_MAIL));

        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.orders()).containsExactly(Map.entry(OrderStatus.PAID, 1));
        assertThat(verdict.skus()).containsExactly(new SaleVerdict.Sku("TEA", 5, 3, 2));
    }

    @Test
    void of_unitsSoldTwice_shouldFail() {
        assertThat(SaleVerdict.of(remains(stock(5, 4), paid(2), ONE_MAIL)).faults())
                .containsExactly("TEA: 5 units received, but 4 available and 2 in orders");
    }

    @Test
    void of_rejectedOrderForWhichThereAreUnits_shouldFail() {
        assertThat(SaleVerdict.of(remains(stock(2, 2), rejected(2), ONE_MAIL)).faults())
                .singleElement().asString().startsWith("1 orders were rejected although units are available");
    }

    @Test
    void of_rejectedOrderOfMoreThanThereIs_shouldHold() {
        assertThat(SaleVerdict.of(remains(stock(2, 2), rejected(3), ONE_MAIL)).faults()).isEmpty();
    }

    @Test
    void of_soldOutAnswerWhileThereAreUnits_shouldFail() {
        var remains = new Remains(List.of(stock(5, 3)), List.of(paid(2)), List.of(Orders.id("1").value()),
                List.of(List.of(new Line("TEA", 3))), ONE_MAIL, 0, List.of());

        assertThat(SaleVerdict.of(remains).faults()).singleElement().asString().contains("TEA")
                .startsWith("1 orders were rejected");
    }

    @Test
    void of_acceptedOrderThatIsNotInTheLog_shouldFail() {
        var remains = new Remains(List.of(stock(5, 3)), List.of(paid(2)), List.of(Orders.id("1").value(), "ref_lost"),
                List.of(), ONE_MAIL, 0, List.of());

        assertThat(SaleVerdict.of(remains).faults()).containsExactly("2 orders were accepted, but 1 are in the log");
    }

    @Test
    void of_orderWithoutAnEnd_shouldFail() {
        var verdict = SaleVerdict.of(remains(stock(5, 3), Orders.reserved("1", Orders.line("TEA", 2)), Map.of()));

        assertThat(verdict.faults()).singleElement().asString().startsWith("1 orders are not complete")
                .endsWith("RESERVED");
    }

    @Test
    void of_customerWithoutOrWithTwoMails_shouldFail() {
        assertThat(SaleVerdict.of(remains(stock(5, 3), paid(2), Map.of())).faults()).singleElement().asString()
                .startsWith("1 customers did not get exactly one email");
        assertThat(SaleVerdict.of(remains(stock(5, 3), paid(2), Map.of(ADDRESS, 2L))).holds()).isFalse();
    }

    @Test
    void of_failedCheckouts_shouldFail() {
        var remains = new Remains(List.of(stock(5, 3)), List.of(paid(2)), List.of(Orders.id("1").value()), List.of(),
                ONE_MAIL, 3, List.of("502 Bad Gateway"));

        assertThat(SaleVerdict.of(remains).faults()).containsExactly("3 checkouts failed: [502 Bad Gateway]");
    }

    private static Remains remains(Stock stock, Order order, Map<String, Long> mails) {
        return new Remains(List.of(stock), List.of(order), List.of(order.id().value()), List.of(), mails, 0, List.of());
    }

    private static Stock stock(long received, long available) {
        return new Stock(new Sku("TEA"), 5, 0, List.of(new ShardLevel(0, available, received)));
    }

    private static Order paid(int units) {
        var line = Orders.line("TEA", units);
        return Orders.log("1", Orders.placedFact(line), Orders.reservedFact(line),
                new PaymentCaptured(0, new Money(1000L * units, "EUR"), "ch_1"));
    }

    private static Order rejected(int units) {
        return Orders.log("1", Orders.placedFact(Orders.line("TEA", units)),
                new StockRejected(List.of(new Shortage(new Sku("TEA"), units, 2))));
    }
}
