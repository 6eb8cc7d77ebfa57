package dev.stampede.orders;

import dev.stampede.contracts.id.OrderHandle;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.ReturnApproved;
import dev.stampede.contracts.orders.Fact.ReturnReceived;
import dev.stampede.contracts.orders.Fact.ReturnRefused;
import dev.stampede.contracts.orders.Fact.ReturnRequested;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderLog.Decision;
import dev.stampede.contracts.orders.Return;
import dev.stampede.runtime.http.Caller;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Returns: a customer asks for one; the shop approves or refuses it, receives the units and refunds them. */
final class Returning {

    sealed interface Outcome {

        /** The step was taken, now or earlier. */
        record Done(Order order) implements Outcome {}

        /** The order has fewer shipped units of a line, or they were returned or refunded. */
        record NotReturnable(Order order) implements Outcome {}

        /** Another request had the same key. */
        record KeyReused(Order order) implements Outcome {}

        /** The return's status does not allow the step. */
        record NotPossible(Order order, Return.Status status) implements Outcome {}

        /** The return was approved for fewer units of a line. @param receivable the units that it was approved for */
        record NotReceivable(Order order, List<LineUnits> receivable) implements Outcome {}

        /** It is more than {@link Order#refundable()}. @param wanted in minor units */
        record TooMuch(Order order, long wanted) implements Outcome {}

        /** The order or the return does not exist, or the caller has no access to it. */
        record Unknown() implements Outcome {}
    }

    private final OrderLog log;

    Returning(OrderLog log) {
        this.log = log;
    }

    /** @param lines at least one  @param note why  @param requestKey distinguishes a repeated request, or null */
    Outcome request(
            OrderHandle named, Caller caller, List<LineUnits> lines, @Nullable String note,
            @Nullable String requestKey) {
        return log.<Outcome> decide(named.id(), order -> {
            if (!Visibility.isOpenTo(order, named, caller)) {
                return Decision.leave(hidden -> new Outcome.Unknown());
            }
            if (order.isReused(requestKey)) {
                return Decision.leave(Outcome.KeyReused::new);
            }
            if (order.isRepeated(requestKey)) {
                return Decision.leave(Outcome.Done::new);
            }
            return !order.isClosed()
                    && lines.stream().allMatch(line -> line.quantity() <= order.returnable(line.sku()))
                            ? Decision.add(
                                    new ReturnRequested(lines, note, requestKey, Actors.of(caller)), Outcome.Done::new)
                            : Decision.leave(Outcome.NotReturnable::new);
        }).orElseGet(Outcome.Unknown::new);
    }

    Outcome approve(OrderId id, int returnId, Actor actor) {
        return decide(id, returnId, (order, found) -> switch (found.status()) {
            case REQUESTED -> Decision.add(new ReturnApproved(returnId, actor), Outcome.Done::new);
            case APPROVED -> Decision.leave(Outcome.Done::new);
            case REFUSED, RECEIVED, REFUNDED -> notPossible(found);
        });
    }

    /** @param note why */
    Outcome refuse(OrderId id, int returnId, @Nullable String note, Actor actor) {
        return decide(id, returnId, (order, found) -> switch (found.status()) {
            case REQUESTED, APPROVED -> Decision.add(new ReturnRefused(returnId, note, actor), Outcome.Done::new);
            case REFUSED -> Decision.leave(Outcome.Done::new);
            case RECEIVED, REFUNDED -> notPossible(found);
        });
    }

    /** @param lines the units that came, empty for all  @param restock whether they return to stock */
    Outcome receive(OrderId id, int returnId, List<LineUnits> lines, boolean restock, Actor actor) {
        return decide(id, returnId, (order, found) -> switch (found.status()) {
            case APPROVED -> {
                var came = lines.isEmpty() ? found.lines() : lines;
                yield came.stream().allMatch(line -> line.quantity() <= announced(found, line))
                        ? Decision.add(
                                new ReturnReceived(returnId, came, restock ? came : List.of(), actor),
                                Outcome.Done::new)
                        : Decision.leave(left -> new Outcome.NotReceivable(left, found.lines()));
            }
            case RECEIVED, REFUNDED -> lines.isEmpty() || lines.equals(found.lines())
                    ? Decision.leave(Outcome.Done::new)
                    : notPossible(found);
            case REQUESTED, REFUSED -> notPossible(found);
        });
    }

    private static int announced(Return found, LineUnits line) {
        return found.lines().stream().filter(other -> other.sku().equals(line.sku()))
                .mapToInt(LineUnits::quantity).sum();
    }

    /** @param amount in minor units; empty for the price of the units */
    Outcome refund(OrderId id, int returnId, OptionalLong amount, @Nullable String note, Actor actor) {
        return decide(id, returnId, (order, found) -> switch (found.status()) {
            case RECEIVED -> refund(order, found, amount, note, actor);
            case REFUNDED -> Decision.leave(Outcome.Done::new);
            case REQUESTED, APPROVED, REFUSED -> notPossible(found);
        });
    }

    private static Decision<Outcome> refund(
            Order order, Return found, OptionalLong amount, @Nullable String note, Actor actor) {
        if (order.isClosed()) {
            return notPossible(found);
        }
        var wanted = amount.orElseGet(() -> order.price(found.lines()));
        return wanted > order.refundable()
                ? Decision.leave(left -> new Outcome.TooMuch(left, wanted))
                : Decision.add(new RefundRequested(
                        RefundReason.RETURNED, new Money(wanted, order.placed().total().currency()), found.lines(),
                        null, found.id(), note, null, actor.kind(), actor.subject()), Outcome.Done::new);
    }

    private static Decision<Outcome> notPossible(Return found) {
        return Decision.leave(order -> new Outcome.NotPossible(order, found.status()));
    }

    private Outcome decide(OrderId id, int returnId, BiFunction<Order, Return, Decision<Outcome>> decision) {
        return log.decide(id, order -> order.returns().stream()
                .filter(found -> found.id() == returnId)
                .findFirst()
                .map(found -> decision.apply(order, found))
                .orElseGet(() -> Decision.leave(other -> new Outcome.Unknown())))
                .orElseGet(Outcome.Unknown::new);
    }
}
