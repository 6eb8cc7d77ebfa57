package dev.stampede.local.lab.capacity;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The items that running requests use.
 *
 * <p>
 * Thread-safe.
 */
final class InFlight {

    private final Map<ItemKey, Use> uses = new HashMap<>();

    private static final class Use {
        private boolean transaction;
        private int writes;
        private int watchers;
        /** Writes and write transactions that started while a reader watched the item. */
        private int begun;

        boolean over() {
            return !transaction && writes == 0 && watchers == 0;
        }
    }

    /** Starts a write transaction on all items, or on none if there is a conflict. */
    synchronized Set<ItemKey> beginTransaction(List<ItemKey> items) {
        var conflicts = inTransactions(items);
        if (conflicts.isEmpty()) {
            items.forEach(item -> {
                var use = use(item);
                use.transaction = true;
                use.begun++;
            });
        }
        return conflicts;
    }

    synchronized void endTransaction(List<ItemKey> items) {
        end(items, use -> use.transaction = false);
    }

    /** Starts writes on the items that are not in a transaction. */
    synchronized Set<ItemKey> beginWrites(List<ItemKey> items) {
        var conflicts = inTransactions(items);
        items.stream().filter(item -> !conflicts.contains(item)).forEach(item -> {
            var use = use(item);
            use.writes++;
            use.begun++;
        });
        return conflicts;
    }

    synchronized void endWrites(List<ItemKey> items) {
        end(items, use -> use.writes--);
    }

    /** Starts to watch items; {@link #disturbed} reports writes to them. */
    synchronized Map<ItemKey, Integer> beginWatch(List<ItemKey> items) {
        items.forEach(item -> use(item).watchers++);
        return items.stream().collect(Collectors.toMap(item -> item, item -> uses.get(item).begun, (one, _) -> one));
    }

    /** @return watched items with running writes, or with writes that started since the watch */
    synchronized Set<ItemKey> disturbed(Map<ItemKey, Integer> watched) {
        return watched.entrySet().stream().filter(entry -> {
            var use = uses.get(entry.getKey());
            return use.transaction || use.writes > 0 || use.begun != entry.getValue();
        }).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    synchronized void endWatch(List<ItemKey> items) {
        end(items, use -> use.watchers--);
    }

    synchronized int size() {
        return uses.size();
    }

    private Set<ItemKey> inTransactions(List<ItemKey> items) {
        return items.stream().filter(item -> uses.containsKey(item) && uses.get(item).transaction)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Use use(ItemKey item) {
        return uses.computeIfAbsent(item, _ -> new Use());
    }

    private void end(List<ItemKey> items, Consumer<Use> change) {
        items.forEach(item -> {
            var use = uses.get(item);
            change.accept(use);
            if (use.over()) {
                uses.remove(item);
            }
        });
    }
}
