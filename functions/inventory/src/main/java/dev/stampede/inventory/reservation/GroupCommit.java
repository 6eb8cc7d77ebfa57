package dev.stampede.inventory.reservation;

import dev.stampede.inventory.reservation.StockWriter.CommitOutcome;
import dev.stampede.inventory.stock.ShardId;
import dev.stampede.runtime.concurrent.Parallel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits groups: those that share a shard or a customer's count one after another, so that they do not conflict, all others concurrently. When
 * a transaction is cancelled, the writes that did not cause it are committed without the others. A shard that cancelled a
 * transaction is not tried again until it is planned anew: a failed transaction costs as much as a successful one.
 * Thread-safe.
 */
final class GroupCommit {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final StockWriter writer;

    GroupCommit(StockWriter writer) {
        this.writer = writer;
    }

    CommitResult commit(List<Group> groups) {
        var result = new CommitResult();
        Parallel.map(chains(groups), this::commitChain).forEach(result::add);
        return result;
    }

    /** Chains of groups that share shards or counts, directly or through other groups of the chain. */
    static List<List<Group>> chains(List<Group> groups) {
        var chains = new ArrayList<List<Group>>();
        var chainOf = new HashMap<Record, List<Group>>();
        for (var group : groups) {
            var chain = new ArrayList<Group>();
            group.items().stream().map(chainOf::get).filter(other -> other != null).distinct().forEach(other -> {
                chain.addAll(other);
                chains.removeIf(candidate -> candidate == other);
            });
            chain.add(group);
            chains.add(chain);
            chain.forEach(member -> member.items().forEach(item -> chainOf.put(item, chain)));
        }
        return chains;
    }

    private CommitResult commitChain(List<Group> chain) {
        var result = new CommitResult();
        chain.forEach(group -> commitUnaffected(group.writes(), result));
        return result;
    }

    private void commitUnaffected(List<StockWrite> group, CommitResult result) {
        var unaffected = group.stream().filter(write -> !result.touchesFailedItem(write)).toList();
        group.stream().filter(result::touchesFailedItem).forEach(result.uncommitted::add);
        if (!unaffected.isEmpty()) {
            commit(unaffected, result);
        }
    }

    private void commit(List<StockWrite> group, CommitResult result) {
        result.transactions++;
        switch (writer.commit(new Group(group))) {
            case CommitOutcome.Committed committed -> result.committed.addAll(group);
            case CommitOutcome.Cancelled cancelled -> commitRest(group, cancelled, result);
            case CommitOutcome.Unclear unclear -> {
                LOG.warn("The outcome of a transaction of {} writes is unknown", group.size(), unclear.cause());
                result.isBusy = true;
                result.uncommitted.addAll(group);
            }
            case CommitOutcome.Invalid invalid -> split(group, invalid, result);
        }
    }

    private void commitRest(List<StockWrite> group, CommitOutcome.Cancelled cancelled, CommitResult result) {
        result.insufficient.addAll(cancelled.insufficient());
        result.contended.addAll(cancelled.contended());
        result.throttled.addAll(cancelled.throttled());
        result.failedCounts.addAll(cancelled.exceeded());
        result.failedCounts.addAll(cancelled.busyCounts());
        result.isBusy |= !cancelled.throttled().isEmpty() || !cancelled.busyPositions().isEmpty()
                || !cancelled.busyCounts().isEmpty();
        var others = new ArrayList<StockWrite>();
        for (var write : group) {
            if (cancelled.takenPositions().contains(write.position())) {
                result.superseded.add(write);
            } else if (cancelled.busyPositions().contains(write.position()) || result.touchesFailedItem(write)) {
                result.uncommitted.add(write);
            } else {
                others.add(write);
            }
        }
        if (others.size() == group.size()) {
            LOG.warn("A transaction of {} writes was cancelled without a reason", group.size());
            result.isBusy = true;
            result.uncommitted.addAll(others);
        } else if (!others.isEmpty()) {
            commit(others, result);
        }
    }

    /** Finds the write that makes the transaction invalid, so that the others are committed. */
    private void split(List<StockWrite> group, CommitOutcome.Invalid invalid, CommitResult result) {
        if (group.size() == 1) {
            result.invalid.put(group.getFirst(), invalid.cause());
            return;
        }
        commit(group.subList(0, group.size() / 2), result);
        commit(group.subList(group.size() / 2, group.size()), result);
    }
}
