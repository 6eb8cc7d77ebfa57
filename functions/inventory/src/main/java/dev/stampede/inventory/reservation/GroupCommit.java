package dev.stampede.inventory.reservation;

import dev.stampede.inventory.reservation.StockWriter.Outcome;
import dev.stampede.inventory.stock.ShardId;
import dev.stampede.runtime.concurrent.Parallel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits groups: those that share a shard one after another, so that they do not get in each other's way, all others
 * side by side. What stands in the way of one booking does not stop the others of its group, if it can be told apart.
 * A shard that was in the way is left alone until it is planned anew: what else was to be done there would meet the same,
 * and what fails costs as much as what does not. Thread-safe.
 */
final class GroupCommit {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final StockWriter bookings;

    GroupCommit(StockWriter bookings) {
        this.bookings = bookings;
    }

    CommitResult commit(List<Group> groups) {
        var result = new CommitResult();
        Parallel.map(chains(groups), this::commitChain).forEach(result::add);
        return result;
    }

    /** Chains of groups that are connected by shards they share, directly or by way of others. */
    static List<List<Group>> chains(List<Group> groups) {
        var chains = new ArrayList<List<Group>>();
        var chainOf = new HashMap<ShardId, List<Group>>();
        for (var group : groups) {
            var chain = new ArrayList<Group>();
            group.shards().stream().map(chainOf::get).filter(other -> other != null).distinct().forEach(other -> {
                chain.addAll(other);
                chains.removeIf(candidate -> candidate == other);
            });
            chain.add(group);
            chains.add(chain);
            chain.forEach(member -> member.shards().forEach(shard -> chainOf.put(shard, chain)));
        }
        return chains;
    }

    private CommitResult commitChain(List<Group> chain) {
        var result = new CommitResult();
        chain.forEach(group -> commitUnhindered(group.bookings(), result));
        return result;
    }

    private void commitUnhindered(List<StockWrite> group, CommitResult result) {
        var unhindered = group.stream().filter(booking -> !result.isHindered(booking)).toList();
        group.stream().filter(result::isHindered).forEach(result.open::add);
        if (!unhindered.isEmpty()) {
            commit(unhindered, result);
        }
    }

    private void commit(List<StockWrite> group, CommitResult result) {
        result.transactions++;
        switch (bookings.commit(new Group(group))) {
            case Outcome.Committed committed -> result.committed.addAll(group);
            case Outcome.Cancelled cancelled -> carryOn(group, cancelled, result);
            case Outcome.Unclear unclear -> {
                LOG.warn("No clear answer to a transaction of {} bookings", group.size(), unclear.cause());
                result.isBusy = true;
                result.open.addAll(group);
            }
            case Outcome.Refused refused -> split(group, refused, result);
        }
    }

    private void carryOn(List<StockWrite> group, Outcome.Cancelled cancelled, CommitResult result) {
        result.failed.addAll(cancelled.failed());
        result.contended.addAll(cancelled.contended());
        result.throttled.addAll(cancelled.throttled());
        result.isBusy |= !cancelled.throttled().isEmpty() || !cancelled.hindered().isEmpty();
        var others = new ArrayList<StockWrite>();
        for (var booking : group) {
            if (cancelled.taken().contains(booking.place())) {
                result.overtaken.add(booking);
            } else if (cancelled.hindered().contains(booking.place()) || result.isHindered(booking)) {
                result.open.add(booking);
            } else {
                others.add(booking);
            }
        }
        if (others.size() == group.size()) {
            LOG.warn("A transaction of {} bookings was cancelled for no reason that is told", group.size());
            result.isBusy = true;
            result.open.addAll(others);
        } else if (!others.isEmpty()) {
            commit(others, result);
        }
    }

    /** One booking that the database cannot take must not keep the others out. */
    private void split(List<StockWrite> group, Outcome.Refused refused, CommitResult result) {
        if (group.size() == 1) {
            result.refused.put(group.getFirst(), refused.cause());
            return;
        }
        commit(group.subList(0, group.size() / 2), result);
        commit(group.subList(group.size() / 2, group.size()), result);
    }
}
