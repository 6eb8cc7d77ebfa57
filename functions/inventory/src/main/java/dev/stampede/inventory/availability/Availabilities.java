package dev.stampede.inventory.availability;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.inventory.stock.Stocks;
import dev.stampede.runtime.concurrent.ContentionException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps the availability in the catalog up to date with stock. Thread-safe. */
public final class Availabilities {

    private static final int MAX_TRIES = 20;

    private final Stocks stocks;
    private final ShownAvailability shown;

    public Availabilities(Stocks stocks, ShownAvailability shown) {
        this.stocks = stocks;
        this.shown = shown;
    }

    /**
     * Reads the stocks and updates the catalog until both agree. After each update a stock is read again: of two concurrent
     * calls the one that writes last also reads last, so that an outdated value never stays.
     *
     * @return the availability of the SKUs that were updated
     * @throws RuntimeException the exception of an update, after all others have been tried
     * @throws ContentionException if a stock changes each time
     */
    public Map<Sku, Availability> refresh(Collection<Sku> skus) {
        var changed = new HashMap<Sku, Availability>();
        var open = Set.copyOf(skus);
        // Not a retry: each pass confirms the last one, and a pause would delay every update.
        for (var tries = 0; tries < MAX_TRIES && !open.isEmpty(); tries++) {
            var now = show(open);
            changed.putAll(now);
            open = now.keySet();
        }
        if (!open.isEmpty()) {
            throw new ContentionException("The availability of " + open + " keeps changing");
        }
        return changed;
    }

    /** @return the SKUs that were updated */
    private Map<Sku, Availability> show(Set<Sku> skus) {
        var read = new HashMap<>(stocks.read(skus));
        // A unit that is moved while the shards are read can be counted twice or not at all.
        stocks.moved(read.values()).forEach(sku -> read.put(sku, stocks.readAtOnce(sku)));
        var there = read.values().stream().collect(Collectors.toMap(Stock::sku, Stock::availability));
        return shown.show(there).stream().collect(Collectors.toMap(sku -> sku, there::get));
    }
}
