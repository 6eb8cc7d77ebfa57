package dev.stampede.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact.CaptureRequested;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.Shipment;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.orders.Shipping.Outcome;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

        assertThat(log.find(ID).orElseThrow().facts().getLast().fact()).isEqualTo(parcel("T-9", null, 2));
        assertThat(log.find(ID).orElseThrow().status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void ship_inTwoParcels_shouldBePartlyShippedUntilTheSecond() {
        log.with(SampleOrders.in(OrderStatus.PAID));

        shipping.ship(ID, parcel("T-1", null, 1));
        assertThat(log.find(ID).orElseThrow().status()).isEqualTo(OrderStatus.PARTIALLY_SHIPPED);
        assertThat(shipping.ship(ID, parcel("T-2", null, 2))).isInstanceOf(Outcome.NotShippable.class);
        shipping.ship(ID, parcel("T-2", null, 1));

        assertThat(log.find(ID).orElseThrow().status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(log.find(ID).orElseThrow().shipments()).extracting(Shipment::trackingNumber)
                .containsExactly("T-1", "T-2");
    }

    @Test
    void ship_repeatedByTrackingNumberOrKey_shouldBeOneParcel() {
        log.with(SampleOrders.in(OrderStatus.PAID));
        shipping.ship(ID, parcel("T-1", null, 1));

        assertThat(shipping.ship(ID, parcel("T-1", null, 1))).isInstanceOf(Outcome.Shipped.class);
        assertThat(log.find(ID).orElseThrow().shipments()).hasSize(1);

        shipping.ship(ID, parcel(null, "key", 1));
        assertThat(shipping.ship(ID, parcel(null, "key", 1))).isInstanceOf(Outcome.Shipped.class);
        assertThat(log.find(ID).orElseThrow().shipments()).hasSize(2);
    }

    /** Two admins pack the last unit. */
    @Test
    void ship_lastUnitTwiceAtOnce_shouldShipItOnce() {
        log.with(SampleOrders.in(OrderStatus.PARTIALLY_SHIPPED));
        var other = new Shipping(new InterruptedLog(log, () -> shipping.ship(ID, parcel("T-1", null, 1))));

        assertThat(other.ship(ID, parcel("T-2", null, 1))).isInstanceOf(Outcome.NotShippable.class);
        assertThat(log.find(ID).orElseThrow().shipments()).extracting(Shipment::trackingNumber)
                .containsExactly(null, "T-1");
    }

    @Test
    void ship_authorizedOrder_shouldAskForTheCaptureAndWait() {
        log.with(SampleOrders.in(OrderStatus.AUTHORIZED));

        assertThat(shipping.ship(ID, parcel("T-1", "key", 1))).isInstanceOf(Outcome.Waiting.class);
        assertThat(shipping.ship(ID, parcel("T-1", "key", 1))).isInstanceOf(Outcome.Waiting.class);
        assertThat(shipping.ship(ID, parcel("T-1", null, 1))).isInstanceOf(Outcome.Waiting.class);
        assertThat(shipping.ship(ID, parcel("T-2", null, 1))).isInstanceOf(Outcome.NotShippable.class);

        var order = log.find(ID).orElseThrow();
        assertThat(order.status()).isEqualTo(OrderStatus.CAPTURE_PENDING);
        assertThat(order.facts().getLast().fact()).isEqualTo(CaptureRequested.before(parcel("T-1", "key", 1)));
        assertThat(order.shipments()).isEmpty();
    }

    @Test
    void ship_authorizedOrderWithoutLines_shouldWaitWithAllThatIsLeft() {
        log.with(SampleOrders.in(OrderStatus.AUTHORIZED));

        shipping.ship(ID, SHIPMENT);
        assertThat(shipping.ship(ID, SHIPMENT)).isInstanceOf(Outcome.Waiting.class);

        assertThat(log.find(ID).orElseThrow().facts().getLast().fact())
                .isEqualTo(CaptureRequested.before(parcel("T-9", null, 2)));
    }

    @Test
    void ship_afterTheCaptureFailed_shouldAskAgain() {
        log.with(SampleOrders.in(OrderStatus.CAPTURE_FAILED));

        assertThat(shipping.ship(ID, SHIPMENT)).isInstanceOf(Outcome.Waiting.class);

        assertThat(log.find(ID).orElseThrow().captureId()).isEqualTo(5);
    }

    @Test
    void ship_moreThanIsLeftOfAnAuthorizedOrder_shouldBeRefused() {
        log.with(SampleOrders.in(OrderStatus.AUTHORIZED));

        assertThat(shipping.ship(ID, parcel("T-1", null, 3))).isInstanceOf(Outcome.NotShippable.class);
    }

    private static OrderShipped parcel(@Nullable String trackingNumber, @Nullable String key, int quantity) {
        return new OrderShipped(
                "Carrier", trackingNumber, null, List.of(new LineUnits(SampleOrders.TEA.sku(), quantity)), key,
                "admin", "owner");
    }

    @Test
    void ship_sameShipmentTwice_shouldBeOneShipment() {
        log.with(SampleOrders.in(OrderStatus.PAID));
        shipping.ship(ID, SHIPMENT);

        assertThat(shipping.ship(ID, SHIPMENT)).isInstanceOf(Outcome.Shipped.class);

        assertThat(log.find(ID).orElseThrow().nextSeq()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(names = {"PAID", "PARTIALLY_SHIPPED", "AUTHORIZED", "CAPTURE_FAILED"}, mode = Mode.EXCLUDE)
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
