package dev.stampede.inventory.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.StockReleased;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.inventory.stock.StockEquation.Difference;
import java.util.List;
import org.junit.jupiter.api.Test;

class StockEquationTest {

    private static final Sku TEA = new Sku("TEA");

    @Test
    void differences_unitsAreAvailableOrInOrders_shouldBeNone() {
        var stock = new Stock(TEA, 5, 0, List.of(new ShardLevel(0, 3, 9), new ShardLevel(1, 4, 1)));

        assertThat(StockEquation.differences(List.of(stock), List.of(Orders.reserved("1", Orders.line("TEA", 3)))))
                .isEmpty();
    }

    @Test
    void differences_moreInOrdersThanWasTaken_shouldNameTheSkuAndTheUnits() {
        var stock = new Stock(TEA, 5, 0, List.of(new ShardLevel(0, 9, 10)));
        var order = Orders.reserved("1", Orders.line("TEA", 3));

        var differences = StockEquation.differences(List.of(stock), List.of(order));

        assertThat(differences).containsExactly(new Difference(TEA, 10, 9, 3));
        assertThat(differences.getFirst().units()).isEqualTo(2);
    }

    @Test
    void differences_unitsVanished_shouldBeNegative() {
        var stock = new Stock(TEA, 5, 0, List.of(new ShardLevel(0, 9, 10)));

        assertThat(StockEquation.differences(List.of(stock), List.of()).getFirst().units()).isEqualTo(-1);
    }

    @Test
    void differences_orderOfUnknownSku_shouldBeNamed() {
        var order = Orders.reserved("1", Orders.line("TEA", 3));

        assertThat(StockEquation.differences(List.of(), List.of(order)))
                .containsExactly(new Difference(TEA, 0, 0, 3));
    }

    @Test
    void differences_releasedOrder_shouldHoldNothing() {
        var line = Orders.line("TEA", 3);
        var reserved = Orders.reservedFact(line);
        var released = Orders.log(
                "1", Orders.placedFact(line), reserved, new HoldExpired(), new StockReleased(reserved.allocations()));

        assertThat(StockEquation.differences(List.of(), List.of(released))).isEmpty();
    }
}
