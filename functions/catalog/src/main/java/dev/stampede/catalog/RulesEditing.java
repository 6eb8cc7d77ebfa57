package dev.stampede.catalog;

import dev.stampede.contracts.totals.Promotion;
import dev.stampede.contracts.totals.Rules;
import dev.stampede.runtime.http.EntityTag;
import dev.stampede.runtime.http.EntityTags;
import dev.stampede.runtime.time.Backoff;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Shows and replaces the store's rules. Each change is the next version. The uses of a limited code can only be raised, also if
 * its promotion was removed meanwhile. Thread-safe.
 */
final class RulesEditing {

    private static final int MAX_ATTEMPTS = 10;

    private final RulesTable table;
    private final Clock clock;
    private final Backoff backoff;

    RulesEditing(RulesTable table, Clock clock, Backoff backoff) {
        this.table = table;
        this.clock = clock;
        this.backoff = backoff;
    }

    Optional<RulesEntry> find() {
        return table.find();
    }

    /**
     * @param wanted of any version
     * @param expected the versions that the admin has seen. The version of a store without rules is 0
     * @param admin the subject of the admin's token; recorded with the rules
     * @return the current rules, of whatever version, if they are the wanted ones: a repetition of a request that succeeded
     */
    RulesChange put(Rules wanted, EntityTags expected, String admin) {
        return backoff.retry(MAX_ATTEMPTS, _ -> attempt(wanted, expected, admin)).orElseGet(RulesChange.Busy::new);
    }

    /** The uses before, by the position of each promotion that would have fewer. */
    private static SortedMap<Integer, Integer> fewer(Rules wanted, Map<String, Integer> before) {
        var fewer = new TreeMap<Integer, Integer>();
        for (var index = 0; index < wanted.promotions().size(); index++) {
            var promotion = wanted.promotions().get(index);
            var least = promotion.uses() == null ? 0 : before.getOrDefault(promotion.code(), 0);
            if (least > 0 && promotion.uses() < least) {
                fewer.put(index, least);
            }
        }
        return fewer;
    }

    /** @return empty if the write conflicted */
    private Optional<RulesChange> attempt(Rules wanted, EntityTags expected, String admin) {
        var current = table.find();
        var version = current.map(entry -> entry.rules().version()).orElse(Rules.NONE.version());
        if (!expected.include(EntityTag.of(version))) {
            return Optional.of(current.filter(entry -> entry.rules().equals(wanted.with(version)))
                    .<RulesChange> map(RulesChange.Done::new)
                    .orElseGet(RulesChange.Stale::new));
        }
        var limited = wanted.promotions().stream()
                .filter(promotion -> promotion.uses() != null)
                .map(Promotion::code)
                .toList();
        var before = table.uses(limited);
        var fewer = fewer(wanted, before);
        if (!fewer.isEmpty()) {
            return Optional.of(new RulesChange.FewerUses(fewer));
        }
        var next = new RulesEntry(wanted.with(version + 1), clock.instant(), admin);
        return table.write(next, before) ? Optional.of(new RulesChange.Done(next)) : Optional.empty();
    }
}
