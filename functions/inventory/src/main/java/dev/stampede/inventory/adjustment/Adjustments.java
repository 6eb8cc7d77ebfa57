package dev.stampede.inventory.adjustment;

import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.adjustment.AdjustmentOutcome.AlreadyApplied;
import dev.stampede.inventory.adjustment.AdjustmentOutcome.Applied;
import dev.stampede.inventory.adjustment.AdjustmentOutcome.Insufficient;
import dev.stampede.inventory.adjustment.AdjustmentOutcome.Reused;
import dev.stampede.inventory.adjustment.AdjustmentOutcome.UnknownSku;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.inventory.stock.Stocks;
import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.time.Backoff;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Applies adjustments, each exactly once. Thread-safe. */
public final class Adjustments {

    private static final int MAX_TRIES = 12;

    private final Stocks stocks;
    private final Movements movements;
    private final CatalogSkus catalog;
    private final Backoff backoff;

    public Adjustments(Stocks stocks, Movements movements, CatalogSkus catalog, Backoff backoff) {
        this.stocks = stocks;
        this.movements = movements;
        this.catalog = catalog;
        this.backoff = backoff;
    }

    /** The SKUs that are not in the catalog and never had stock: their adjustments are refused. */
    public Set<Sku> unknown(Collection<Sku> skus) {
        return unknown(stocks.shardCounts(skus).entrySet().stream()
                .filter(count -> count.getValue() == 0)
                .map(Map.Entry::getKey));
    }

    /** @throws ContentionException if each try conflicts with another writer; nothing is changed */
    public AdjustmentOutcome apply(Adjustment adjustment) {
        return backoff.retry(MAX_TRIES, tries -> attempt(adjustment, Math.max(1, Stock.MAX_SHARDS >> tries - 1)))
                .orElseThrow(() -> new ContentionException("Too many writers on the stock of " + adjustment.sku()));
    }

    /**
     * Applies many adjustments, in one transaction where possible. A refused adjustment is recorded, so that staff see it, and
     * stays refused when it is delivered again. After a failure, later adjustments of the same SKU are not tried.
     *
     * @param adjustments with unique IDs; those of one SKU are applied in this order
     * @return the outcome of each by its ID
     * @throws RuntimeException if some failed, after all others have been tried
     */
    public Map<String, AdjustmentOutcome> applyAll(List<Adjustment> adjustments) {
        var outcomes = new LinkedHashMap<String, AdjustmentOutcome>();
        applyTogether(adjustments).forEach(applied -> outcomes.put(applied.id(), new Applied()));
        var failures = new LinkedHashMap<Sku, RuntimeException>();
        for (var adjustment : adjustments) {
            if (!outcomes.containsKey(adjustment.id()) && !failures.containsKey(adjustment.sku())) {
                try {
                    outcomes.put(adjustment.id(), applyOrRefuse(adjustment));
                } catch (RuntimeException e) {
                    failures.put(adjustment.sku(), e);
                }
            }
        }
        if (!failures.isEmpty()) {
            throw failures.firstEntry().getValue();
        }
        return outcomes;
    }

    private AdjustmentOutcome applyOrRefuse(Adjustment adjustment) {
        var outcome = apply(adjustment);
        switch (outcome) {
            case Insufficient _ -> movements.refuse(adjustment, Movement.INSUFFICIENT_STOCK);
            case UnknownSku _ -> movements.refuse(adjustment, Movement.UNKNOWN_SKU);
            case Reused _ -> movements.recordRefusal(adjustment, Movement.ADJUSTMENT_REUSED);
            case Applied _,AlreadyApplied _ -> {
            }
        }
        return outcome;
    }

    private Optional<AdjustmentOutcome> attempt(Adjustment adjustment, int width) {
        var known = movements.find(List.of(adjustment.id())).get(adjustment.id());
        if (known != null) {
            return Optional.of(repeated(adjustment, known));
        }
        var stock = stocks.read(adjustment.sku());
        if (!unknown(unstocked(List.of(stock))).isEmpty()) {
            return Optional.of(new UnknownSku());
        }
        var change = StockChange.of(adjustment, stock, width);
        if (change.isEmpty() && (stock.shards().size() > 1 || !stocks.moved(List.of(stock)).isEmpty())) {
            stock = stocks.readAtOnce(adjustment.sku());
            change = StockChange.of(adjustment, stock, width);
        }
        if (change.isEmpty()) {
            return Optional.of(new Insufficient(stock.available()));
        }
        return movements.apply(List.of(change.get())) ? Optional.of(new Applied()) : Optional.empty();
    }

    private AdjustmentOutcome repeated(Adjustment adjustment, Movement known) {
        if (!known.adjustment().isSameAs(adjustment)) {
            return new Reused();
        }
        return switch (known.refusal()) {
            case null -> new AlreadyApplied();
            case Movement.UNKNOWN_SKU -> new UnknownSku();
            default -> new Insufficient(stocks.read(adjustment.sku()).available());
        };
    }

    private static Stream<Sku> unstocked(Collection<Stock> read) {
        return read.stream().filter(stock -> !stock.isKnown()).map(Stock::sku);
    }

    /** Reads the catalog only for SKUs that never had stock. */
    private Set<Sku> unknown(Stream<Sku> unstocked) {
        var unknown = unstocked.collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            unknown.removeAll(catalog.existing(Set.copyOf(unknown)));
        }
        return unknown;
    }

    /** @return those that were applied; the others are applied one by one */
    private List<Adjustment> applyTogether(List<Adjustment> adjustments) {
        var known = movements.find(adjustments.stream().map(Adjustment::id).collect(Collectors.toSet()));
        var read = stocks.read(adjustments.stream().map(Adjustment::sku).collect(Collectors.toSet()));
        var unknown = unknown(unstocked(read.values()));
        var changes = new ArrayList<StockChange>();
        var skus = new HashSet<Sku>();
        var items = 0;
        for (var adjustment : adjustments) {
            var change = StockChange.of(adjustment, read.get(adjustment.sku()), Stock.MAX_SHARDS);
            if (!known.containsKey(adjustment.id()) && !unknown.contains(adjustment.sku()) && skus.add(adjustment.sku())
                    && change.isPresent()
                    && items + Movements.items(change.get()) <= Movements.MAX_ITEMS) {
                changes.add(change.get());
                items += Movements.items(change.get());
            }
        }
        return changes.size() > 1 && movements.apply(changes)
                ? changes.stream().map(StockChange::adjustment).toList()
                : List.of();
    }
}
