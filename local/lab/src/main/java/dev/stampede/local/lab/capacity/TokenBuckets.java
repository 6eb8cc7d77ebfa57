package dev.stampede.local.lab.capacity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The available units of each partition, refilled at a constant rate up to the bucket size. A charge larger than the
 * bucket is accepted when the bucket is full, and leaves a debt.
 *
 * <p>
 * Thread-safe.
 */
final class TokenBuckets {

    /** Full buckets are removed above this number; a missing bucket is a full one. */
    private static final int MANY = 10_000;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<Access, Double> perSecond;
    private final double seconds;
    private final Time time;
    private final Map<Key, Bucket> buckets = new HashMap<>();
    private int sweepAt = MANY;

    /** @param seconds the time to fill a bucket */
    TokenBuckets(Map<Access, Double> perSecond, double seconds, Time time) {
        this.perSecond = Map.copyOf(perSecond);
        this.seconds = seconds;
        this.time = time;
    }

    private record Key(Resource resource, String partition, Access access) {}

    private static final class Bucket {
        private double units;
        private long at;

        Bucket(double units, long at) {
            this.units = units;
            this.at = at;
        }
    }

    synchronized Shortages take(List<List<CapacityCharge>> items, boolean together) {
        var lacking = new HashMap<Integer, CapacityCharge>();
        var taken = new ArrayList<CapacityCharge>();
        for (var item = 0; item < items.size(); item++) {
            var missing = items.get(item).stream().filter(charge -> !suffices(charge)).findFirst();
            if (missing.isPresent()) {
                lacking.put(item, missing.get());
            } else {
                items.get(item).forEach(charge -> add(charge, -charge.units()));
                taken.addAll(items.get(item));
            }
        }
        if (together && !lacking.isEmpty()) {
            taken.forEach(charge -> add(charge, charge.units()));
        }
        sweep();
        return new Shortages(lacking);
    }

    synchronized void settle(List<CapacityCharge> taken, List<CapacityCharge> spent) {
        taken.forEach(charge -> add(charge, charge.units()));
        spent.forEach(charge -> add(charge, -charge.units()));
    }

    synchronized int size() {
        return buckets.size();
    }

    private boolean suffices(CapacityCharge charge) {
        return bucket(charge).units >= Math.min(charge.units(), full(charge.access()));
    }

    private void add(CapacityCharge charge, double units) {
        bucket(charge).units += units;
    }

    private Bucket bucket(CapacityCharge charge) {
        var now = time.nanos();
        var bucket = buckets.computeIfAbsent(new Key(charge.resource(), charge.partition(), charge.access()),
                key -> new Bucket(full(key.access()), now));
        refill(bucket, charge.access(), now);
        return bucket;
    }

    private void refill(Bucket bucket, Access access, long now) {
        bucket.units = Math.min(full(access),
                bucket.units + perSecond.get(access) * (now - bucket.at) / NANOS_PER_SECOND);
        bucket.at = now;
    }

    private double full(Access access) {
        return perSecond.get(access) * seconds;
    }

    private void sweep() {
        if (buckets.size() < sweepAt) {
            return;
        }
        var now = time.nanos();
        buckets.entrySet().removeIf(entry -> {
            refill(entry.getValue(), entry.getKey().access(), now);
            return entry.getValue().units >= full(entry.getKey().access());
        });
        sweepAt = Math.max(MANY, 2 * buckets.size());
    }
}
