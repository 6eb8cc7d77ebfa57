package dev.stampede.local.lab.capacity;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Accounts for single writes and write transactions. */
final class Writes {

    private static final int TRANSACTION_TIMES = 2;

    private final ItemReader images;
    private final CapacityMeter meter;
    private final Limits limits;

    Writes(ItemReader images, CapacityMeter meter, Limits limits) {
        this.images = images;
        this.meter = meter;
        this.limits = limits;
    }

    SdkResponse single(String operation, ItemWrite write, Supplier<SdkResponse> call) {
        try (var hold = limits.holdWrites(List.of(write.id()))) {
            if (!hold.conflicts().isEmpty()) {
                throw Refused.conflict();
            }
            var attempt = new Attempt(operation, List.of(write), 1);
            var shortages = attempt.take(false);
            if (!shortages.none()) {
                throw Refused.throttled(write.table(), shortages.byItem().get(0));
            }
            return attempt.send(call);
        }
    }

    SdkResponse transaction(TransactWriteItemsRequest request, Intercepted.Next next) {
        var writes = request.transactItems().stream().map(this::write).toList();
        var items = writes.stream().map(ItemWrite::id).toList();
        try (var hold = limits.holdTransaction(items)) {
            if (!hold.conflicts().isEmpty()) {
                throw Refused.canceled(items, hold.conflicts());
            }
            var attempt = new Attempt("TransactWriteItems", writes, TRANSACTION_TIMES);
            var shortages = attempt.take(true);
            if (!shortages.none()) {
                throw Refused.canceled(writes.stream().map(ItemWrite::table).toList(), shortages);
            }
            return attempt.send(() -> next.send(request));
        }
    }

    private ItemWrite write(TransactWriteItem item) {
        if (item.put() != null) {
            return ItemWrite.put(images.table(item.put().tableName()), item.put().item());
        }
        if (item.update() != null) {
            return ItemWrite.other(images.table(item.update().tableName()), ItemWrite.Action.UPDATE,
                    item.update().key());
        }
        if (item.delete() != null) {
            return ItemWrite.other(images.table(item.delete().tableName()), ItemWrite.Action.DELETE,
                    item.delete().key());
        }
        return ItemWrite.other(images.table(item.conditionCheck().tableName()), ItemWrite.Action.CHECK,
                item.conditionCheck().key());
    }

    /** Writes that succeed or fail together. Not thread-safe. */
    private final class Attempt {

        private final String operation;
        private final List<ItemWrite> writes;
        private final int times;
        private final Map<ItemKey, Map<String, AttributeValue>> before;
        private final List<List<CapacityCharge>> expected;

        Attempt(String operation, List<ItemWrite> writes, int times) {
            this.operation = operation;
            this.writes = writes;
            this.times = times;
            before = images.items(writes);
            expected = writes.stream().map(write -> ExpectedCost.of(write, before(write), times)).toList();
        }

        Shortages take(boolean together) {
            return limits.take(expected, together);
        }

        SdkResponse send(Supplier<SdkResponse> call) {
            var spent = List.<CapacityCharge> of();
            try {
                var response = call.get();
                spent = spent();
                count(spent, times == 1 ? Kind.PLAIN : Kind.TRANSACTIONAL);
                return response;
            } catch (ConditionalCheckFailedException failed) {
                spent = failed();
                throw failed;
            } catch (TransactionCanceledException canceled) {
                spent = hasFailedCondition(canceled) ? failed() : spent;
                throw canceled;
            } finally {
                limits.settle(expected.stream().flatMap(List::stream).toList(), spent);
            }
        }

        private List<CapacityCharge> spent() {
            var updated = images.items(
                    writes.stream().filter(write -> write.action() == ItemWrite.Action.UPDATE).toList());
            return charges(write -> Units.write(write, before(write),
                    updated.getOrDefault(write.id(), write.expected(before(write))), times));
        }

        private List<CapacityCharge> failed() {
            var charges = charges(write -> Units.failedWrite(write, before(write), times));
            count(charges, Kind.FAILED_CONDITION);
            return charges;
        }

        private void count(List<CapacityCharge> charges, Kind kind) {
            meter.count(operation, writes.stream().map(write -> write.table().name()).collect(Collectors.toSet()),
                    charges, kind);
        }

        private List<CapacityCharge> charges(Function<ItemWrite, List<CapacityCharge>> rule) {
            return writes.stream().map(rule).flatMap(List::stream).toList();
        }

        private Map<String, AttributeValue> before(ItemWrite write) {
            return before.getOrDefault(write.id(), Map.of());
        }
    }

    private static boolean hasFailedCondition(TransactionCanceledException canceled) {
        return canceled.cancellationReasons().stream()
                .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()));
    }
}
