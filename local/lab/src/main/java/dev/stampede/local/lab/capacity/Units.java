package dev.stampede.local.lab.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The cost of reads and writes, by the rules of the Amazon DynamoDB Developer Guide. An empty map represents a missing
 * item.
 *
 * <ul>
 * <li>A write costs one unit per 1 KB, rounded up, of the larger of the item before and after it, and at least one.
 * <li>Adding, removing or changing an index entry costs one unit per 1 KB, rounded up. If its key changes, both the
 * removal of the old entry and the addition of the new one are charged. An unchanged entry costs nothing.
 * <li>A write with a failed condition costs the table units for the larger of the existing and the new item, and the
 * indexes nothing.
 * <li>A read costs one unit per 4 KB, rounded up, or half of that if eventually consistent. A missing item costs the
 * minimum.
 * <li>A transaction costs double, including condition checks, which count as writes. The guide does not say whether
 * this applies to indexes; DynamoDB Local also charges them double.
 * </ul>
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">DynamoDB
 *      read and write operations</a>
 * @see <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations">
 * Provisioned throughput considerations for global secondary indexes</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html">Amazon DynamoDB
 *      Transactions: How it works, "Capacity management for transactions"</a>
 */
final class Units {

    private static final int WRITE_BYTES = 1024;
    private static final int READ_BYTES = 4096;

    private Units() {}

    /** @param times 1, or 2 in a transaction */
    static List<CapacityCharge> write(ItemWrite write, Map<String, AttributeValue> before,
            Map<String, AttributeValue> after,
            int times) {
        var charges = new ArrayList<CapacityCharge>();
        charges.add(table(write, before, after, times));
        write.table().indexes().forEach(index -> addIndex(charges, write.table(), index, before, after, times));
        return charges;
    }

    static List<CapacityCharge> failedWrite(ItemWrite write, Map<String, AttributeValue> before, int times) {
        return List.of(table(write, before, write.item(), times));
    }

    /** @param bytes size of the item, or of all items of a query; 0 if there is none */
    static CapacityCharge read(Resource resource, String partition, int bytes, ReadMode mode) {
        return new CapacityCharge(resource, partition, Access.READ,
                Math.max(1, Math.ceilDiv(bytes, READ_BYTES)) * mode.unitsPerBlock);
    }

    /** The consistency of a read. */
    enum ReadMode {

        EVENTUAL(0.5), CONSISTENT(1), TRANSACTION(2);

        private final double unitsPerBlock;

        ReadMode(double unitsPerBlock) {
            this.unitsPerBlock = unitsPerBlock;
        }
    }

    private static CapacityCharge table(ItemWrite write, Map<String, AttributeValue> before,
            Map<String, AttributeValue> after,
            int times) {
        return new CapacityCharge(Resource.ofTable(write.table().name()), write.id().partition(), Access.WRITE,
                times * written(Math.max(Values.size(before), Values.size(after))));
    }

    private static void addIndex(List<CapacityCharge> charges, TableSchema table, TableSchema.Index index,
            Map<String, AttributeValue> before, Map<String, AttributeValue> after, int times) {
        var old = index.entry(before);
        var added = index.entry(after);
        if (old.equals(added)) {
            return;
        }
        if (!old.isEmpty() && !added.isEmpty() && index.sameKey(old, added)) {
            charges.add(entry(table, index, added, Math.max(Values.size(old), Values.size(added)), times));
            return;
        }
        for (var entry : List.of(old, added)) {
            if (!entry.isEmpty()) {
                charges.add(entry(table, index, entry, Values.size(entry), times));
            }
        }
    }

    private static CapacityCharge entry(TableSchema table, TableSchema.Index index, Map<String, AttributeValue> entry,
            int size,
            int times) {
        return new CapacityCharge(new Resource(table.name(), index.name()),
                Values.text(entry.get(index.keys().getFirst())),
                Access.WRITE, times * written(size));
    }

    private static double written(int bytes) {
        return Math.max(1, Math.ceilDiv(bytes, WRITE_BYTES));
    }
}
