package dev.stampede.local.lab.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The cost of a write, as far as it is known in advance. */
final class ExpectedCost {

    private ExpectedCost() {}

    static List<CapacityCharge> of(ItemWrite write, Map<String, AttributeValue> before, int times) {
        var charges = new ArrayList<>(Units.write(write, before, write.expected(before), times));
        if (write.action() == ItemWrite.Action.UPDATE) {
            addEntries(charges, write.table(), before);
        }
        return charges;
    }

    /**
     * An update is throttled by the partitions of the index entries that it may change; their cost is known afterwards.
     */
    private static void addEntries(List<CapacityCharge> charges, TableSchema table,
            Map<String, AttributeValue> before) {
        for (var index : table.indexes()) {
            var entry = index.entry(before);
            if (!entry.isEmpty()) {
                charges.add(new CapacityCharge(new Resource(table.name(), index.name()),
                        Values.text(entry.get(index.keys().getFirst())), Access.WRITE, 0));
            }
        }
    }
}
