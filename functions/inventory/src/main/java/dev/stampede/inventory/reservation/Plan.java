package dev.stampede.inventory.reservation;

import dev.stampede.contracts.orders.Fact.CustomerLimit;
import dev.stampede.contracts.orders.Fact.Shortage;
import java.util.List;

/**
 * The plan for a batch of requests.
 *
 * @param groups the admitted requests with their units; a shard can be in several groups if there are fewer shards than
 *     groups
 * @param rejections the requests for which too few units remain after the admitted ones
 * @param limitRejections the requests whose buyers already have too much without the admitted ones
 * @param scattered requests for which there are enough units, but in more shards than a transaction can change; they get
 *     no units in this plan
 */
record Plan(
        List<Group> groups, List<Rejection> rejections, List<LimitRejection> limitRejections,
        List<StockRequest> scattered) {

    Plan {
        groups = List.copyOf(groups);
        rejections = List.copyOf(rejections);
        limitRejections = List.copyOf(limitRejections);
        scattered = List.copyOf(scattered);
    }

    /** @param limits each limit that the request exceeds; at least one */
    record LimitRejection(StockRequest request, List<CustomerLimit> limits) {
        LimitRejection {
            limits = List.copyOf(limits);
        }
    }

    /** @param shortages each SKU with too few units; at least one */
    record Rejection(StockRequest request, List<Shortage> shortages) {
        Rejection {
            shortages = List.copyOf(shortages);
        }
    }
}
