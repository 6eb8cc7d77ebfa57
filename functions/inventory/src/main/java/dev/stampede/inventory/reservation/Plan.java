package dev.stampede.inventory.reservation;

import dev.stampede.contracts.orders.Fact.Shortage;
import java.util.List;

/**
 * What to do with a batch of requests.
 *
 * @param groups the admitted requests with their units; the same shard may be in several groups, if there are fewer
 *     shards than groups
 * @param rejections the requests for which there is not enough, once the admitted ones have theirs
 * @param scattered requests for which there is enough, but in more shards than a transaction can touch; nothing was set
 *     aside for them
 */
record Plan(List<Group> groups, List<Rejection> rejections, List<StockRequest> scattered) {

    Plan {
        groups = List.copyOf(groups);
        rejections = List.copyOf(rejections);
        scattered = List.copyOf(scattered);
    }

    /** @param shortages each SKU of which there is not enough; at least one */
    record Rejection(StockRequest request, List<Shortage> shortages) {
        Rejection {
            shortages = List.copyOf(shortages);
        }
    }
}
