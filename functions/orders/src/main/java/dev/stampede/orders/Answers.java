package dev.stampede.orders;

import static dev.stampede.runtime.telemetry.LogField.entry;

import dev.stampede.contracts.id.OrderHandle;
import dev.stampede.contracts.orders.Order;
import dev.stampede.runtime.http.Caller;
import dev.stampede.runtime.http.EntityTag;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What requests about one order have in common. */
final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(OrdersApi.class);

    private Answers() {}

    static OrderHandle named(HttpRequest request) {
        return request.path("orderId", OrderHandle::parse);
    }

    static EntityTag tag(Order order) {
        return EntityTag.of(order.nextSeq());
    }

    static HttpResponse done(int status, String what, Order order, OrderHandle named, Caller caller) {
        LOG.info(what, entry("orderId", order.id()), entry("status", order.status()));
        return HttpResponse.json(status, OrderView.full(order, named, caller)).with(tag(order)).uncached();
    }

    static HttpResponse refused(String slug, String title, Order order) {
        return refused(slug, title, "", order, Map.of());
    }

    /** @param detail what is wrong with this request, or empty  @param members further ones of the problem */
    static HttpResponse refused(
            String slug, String title, String detail, Order order, Map<String, Object> members) {
        LOG.info(title, entry("orderId", order.id()), entry("status", order.status()));
        var problem = Problem.of(slug, title, 409).withDetail(detail).with("orderStatus", order.status());
        for (var member : members.entrySet()) {
            problem = problem.with(member.getKey(), member.getValue());
        }
        return HttpResponse.problem(problem).uncached();
    }

    static HttpResponse keyReused(Order order) {
        LOG.info("Idempotency key of another request", entry("orderId", order.id()), entry("status", order.status()));
        return HttpResponse.problem(
                Problem.of("idempotency-mismatch", "A different request has used this Idempotency-Key", 422))
                .uncached();
    }

    static HttpResponse noOrder() {
        return HttpResponse.problem(Problem.notFound("order"));
    }
}
