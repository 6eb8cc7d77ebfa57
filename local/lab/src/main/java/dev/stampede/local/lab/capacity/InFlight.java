package dev.stampede.local.lab.capacity;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Items that requests under way have in use.
 *
 * <p>
 * Safe for use by many threads: one lock, held for as long as it takes to look at a request's items.
 */
final class InFlight {

    private final Map<ItemKey, Use> uses = new HashMap<>();

    private static final class Use {
        private boolean transaction;
        private int writes;
        private int watchers;
        /** Writes, and transactions of them, that began while somebody watched. */
        private int begun;

        boolean over() {
            return !transaction && writes == 0 && watchers == 0;
        }
    }

    /** Begins a transaction of writes on all of the items, or, if there is a conflict, on none. */
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

    /** Begins writes on those of the items that no transaction has. */
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

    /** Begins to watch; {@link #disturbed} tells then whether others write. */
    synchronized Map<ItemKey, Integer> beginWatch(List<ItemKey> items) {
        items.forEach(item -> use(item).watchers++);
        return items.stream().collect(Collectors.toMap(item -> item, item -> uses.get(item).begun, (one, _) -> one));
    }

    /** @return items that are being written, or of which a write began since the watch began */
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
