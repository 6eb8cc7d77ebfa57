package dev.stampede.e2e.faults;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.inventory.adapters.DynamoDbPlacedOrders;
import dev.stampede.inventory.sweep.OverdueSteps;
import dev.stampede.inventory.verification.Closing;
import dev.stampede.inventory.verification.Progress;
import dev.stampede.inventory.verification.ProgressStore;
import dev.stampede.inventory.verification.StockedSkus;
import dev.stampede.local.store.template.Template;
import dev.stampede.runtime.time.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Sums up old orders in the middle of a simulation, as the verifier does, and compares the sums with those of all logs. It
 * changes nothing that the simulation reads. For use by one simulation.
 */
final class CheckpointedCount implements ProgressStore {

    private static final Duration EVERY = Duration.ofMinutes(10);
    /** By then every fact is covered. */
    private static final Duration LATER = Duration.ofHours(3);
    private static final Backoff NO_WAIT = new Backoff(pause -> {}, new Random());

    private final DynamoDbClient dynamoDb;
    private final Template template;
    private final Instant start;
    private Instant next;
    private Saved saved = new Saved(Optional.empty(), 0);

    /** @param start before the first order */
    CheckpointedCount(DynamoDbClient dynamoDb, Template template, Instant start) {
        this.dynamoDb = dynamoDb;
        this.template = template;
        this.start = start;
        this.next = start;
    }

    /** Moves the checkpoint, every ten minutes. */
    void advance(Instant now) {
        if (!now.isBefore(next)) {
            next = now.plus(EVERY);
            close(now);
        }
    }

    /** The SKUs whose sum in the checkpoint is not that of all orders. @return the two sums of each */
    Map<Sku, List<Long>> differences(Instant now, Collection<Order> orders, Collection<String> skus) {
        close(now.plus(LATER));
        var counted = new HashMap<Sku, Long>();
        orders.forEach(order -> order.allocations().forEach(
                allocation -> counted.merge(allocation.sku(), (long) allocation.units(), Long::sum)));
        var summedUp = saved.progress().orElseThrow().checkpoint().units();
        var different = new HashMap<Sku, List<Long>>();
        skus.stream().map(Sku::new).forEach(sku -> {
            var sums = List.of(summedUp.getOrDefault(sku, 0L), counted.getOrDefault(sku, 0L));
            if (!sums.getFirst().equals(sums.getLast())) {
                different.put(sku, sums);
            }
        });
        return different;
    }

    private void close(Instant now) {
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        var orders = template.resource("OrdersTable").physicalName();
        var outcome = new Closing(
                new OneSku(start), new DynamoDbPlacedOrders(dynamoDb, orders),
                new DynamoDbOrderLog(dynamoDb, orders, clock, NO_WAIT),
                new OverdueSteps(Set::copyOf, clock, Duration.ofHours(1)), this, clock)
                        .run(saved, now.plus(LATER));
        if (!(outcome instanceof Closing.Outcome.Closed)) {
            throw new IllegalStateException("The orders are not summed up: " + outcome);
        }
    }

    @Override
    public Saved read() {
        return saved;
    }

    @Override
    public boolean save(Progress progress, long version) {
        saved = new Saved(Optional.of(progress), version + 1);
        return true;
    }

    /** The time of the first units is all that matters. */
    private record OneSku(Instant since) implements StockedSkus {

        @Override
        public List<StockedSku> all() {
            return List.of(new StockedSku(new Sku("ANY"), since));
        }

        @Override
        public Optional<StockedSku> find(Sku sku) {
            return Optional.empty();
        }
    }
}
