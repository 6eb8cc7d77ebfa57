package dev.stampede.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.orders.Shipping.Outcome;
import dev.stampede.runtime.testing.TestEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ShippingTest {

    private static final OrderId ID = Orders.id("1");
    private static final OrderShipped SHIPMENT = new OrderShipped("Carrier", "T-9", Actor.admin("owner"));

    private final InMemoryOrderLog log = new InMemoryOrderLog(TestEnvironment.CLOCK);
    private final Shipping shipping = new Shipping(log);

    @Test
    void ship_paidOrder_shouldShipIt() {
        log.with(SampleOrders.in(OrderStatus.PAID));

        assertThat(shipping.ship(ID, SHIPMENT)).isInstanceOf(Outcome.Shipped.class);

        assertThat(log.find(ID).orElseThrow().facts().getLast().fact()).isEqualTo(SHIPMENT);
    }

    @Test
    void ship_sameShipmentTwice_shouldBeOneShipment() {
        log.with(SampleOrders.in(OrderStatus.PAID));
        shipping.ship(ID, SHIPMENT);

        assertThat(shipping.ship(ID, SHIPMENT)).isInstanceOf(Outcome.Shipped.class);

        assertThat(log.find(ID).orElseThrow().nextSeq()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(names = "PAID", mode = Mode.EXCLUDE)
    void ship_orderThatIsNotToBeShipped_shouldChangeNothing(OrderStatus status) {
        var before = SampleOrders.in(status);
        log.with(before);

        assertThat(shipping.ship(ID, SHIPMENT)).isEqualTo(new Outcome.NotShippable(before));

        assertThat(log.find(ID).orElseThrow().facts()).isEqualTo(before.facts());
    }

    @Test
    void ship_unknownOrder_shouldBeUnknown() {
        assertThat(shipping.ship(ID, SHIPMENT)).isEqualTo(new Outcome.Unknown());
    }
}
