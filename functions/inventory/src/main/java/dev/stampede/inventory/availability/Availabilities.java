package dev.stampede.inventory.availability;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.inventory.stock.Stocks;
import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.concurrent.Parallel;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps what the catalog shows in step with the stock. Thread-safe. */
public final class Availabilities {

    private static final int MAX_TRIES = 20;

    private final Stocks stocks;
    private final ShownAvailability shown;

    public Availabilities(Stocks stocks, ShownAvailability shown) {
        this.stocks = stocks;
        this.shown = shown;
    }

    /**
     * Reads the stocks and shows them, until what is shown is what is there. After each change a stock is read again: of
     * two that run at once, the one that writes last also reads last, so that an old value never stays.
     *
     * @return what is shown now of those SKUs of which that was changed
     * @throws RuntimeException what showing one of them threw, once all have been tried
     * @throws ContentionException if a stock changed each time
     */
    public Map<Sku, Availability> refresh(Collection<Sku> skus) {
        var changed = new HashMap<Sku, Availability>();
        var open = Set.copyOf(skus);
        for (var tries = 0; tries < MAX_TRIES && !open.isEmpty(); tries++) {
            var now = show(open);
            changed.putAll(now);
            open = now.keySet();
        }
        if (!open.isEmpty()) {
            throw new ContentionException("The availability of " + open + " does not come to rest");
        }
        return changed;
    }

    /** @return those that had to be changed */
    private Map<Sku, Availability> show(Set<Sku> skus) {
        var read = new HashMap<>(stocks.read(skus));
        // A unit that was moved while the shards were read may have been counted twice, or not at all.
        stocks.moved(read.values()).forEach(sku -> read.put(sku, stocks.readAtOnce(sku)));
        var there = read.values().stream().collect(Collectors.toMap(Stock::sku, Stock::availability));
        return Parallel.map(there.entrySet(), entry -> shown.show(entry.getKey(), entry.getValue())
                ? Stream.of(entry)
                : Stream.<Map.Entry<Sku, Availability>> of()).stream()
                .flatMap(changed -> changed)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
