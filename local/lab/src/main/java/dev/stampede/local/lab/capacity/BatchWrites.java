package dev.stampede.local.lab.capacity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Accounts for BatchWriteItem. Refused items are returned as unprocessed; if all items are throttled, the request
 * fails. An item in a running transaction is also returned as unprocessed. This is an assumption: the developer guide
 * documents conflicts only for PutItem, UpdateItem and DeleteItem.
 */
final class BatchWrites {

    private final ItemReader images;
    private final CapacityMeter meter;
    private final Limits limits;

    BatchWrites(ItemReader images, CapacityMeter meter, Limits limits) {
        this.images = images;
        this.meter = meter;
        this.limits = limits;
    }

    /** A write in a batch with its cost. The expected cost is exact because a batch contains no updates. */
    private record Part(WriteRequest request, ItemWrite write, List<CapacityCharge> charges) {

        Part charged(Map<ItemKey, Map<String, AttributeValue>> before) {
            return new Part(request, write, ExpectedCost.of(write, before.getOrDefault(write.id(), Map.of()), 1));
        }
    }

    BatchWriteItemResponse batch(BatchWriteItemRequest batch, Intercepted.Next next) {
        var writes = parts(batch);
        try (var hold = limits.holdWrites(writes.stream().map(part -> part.write().id()).toList())) {
            var before = images.items(writes.stream().map(Part::write).toList());
            var parts = writes.stream().map(part -> part.charged(before)).toList();
            var refused = parts.stream().filter(part -> hold.conflicts().contains(part.write().id()))
                    .collect(Collectors.toCollection(HashSet::new));
            var free = parts.stream().filter(part -> !refused.contains(part)).toList();
            var shortages = limits.take(free.stream().map(Part::charges).toList(), false);
            shortages.byItem().keySet().forEach(item -> refused.add(free.get(item)));
            if (!shortages.none() && refused.size() == parts.size()) {
                var first = shortages.byItem().entrySet().iterator().next();
                throw Refused.throttled(free.get(first.getKey()).write().table(), first.getValue());
            }
            return send(batch, parts, refused, next);
        }
    }

    private BatchWriteItemResponse send(BatchWriteItemRequest batch, List<Part> parts, HashSet<Part> refused,
            Intercepted.Next next) {
        var sent = parts.stream().filter(part -> !refused.contains(part)).toList();
        var response = sent.isEmpty() ? BatchWriteItemResponse.builder().build() : sent(batch, sent, next);
        var unprocessed = new HashMap<String, List<WriteRequest>>();
        response.unprocessedItems().forEach((table, requests) -> unprocessed.put(table, new ArrayList<>(requests)));
        refused.forEach(part -> unprocessed.computeIfAbsent(part.write().table().name(), _ -> new ArrayList<>())
                .add(part.request()));
        return response.toBuilder().unprocessedItems(unprocessed).build();
    }

    private BatchWriteItemResponse sent(BatchWriteItemRequest batch, List<Part> parts, Intercepted.Next next) {
        var spent = List.<CapacityCharge> of();
        try {
            var response = (BatchWriteItemResponse) next.send(batch.toBuilder().requestItems(requests(parts)).build());
            var done = parts.stream().filter(part -> !response.unprocessedItems()
                    .getOrDefault(part.write().table().name(), List.of()).contains(part.request())).toList();
            spent = charges(done);
            meter.count("BatchWriteItem",
                    parts.stream().map(part -> part.write().table().name()).collect(Collectors.toSet()), spent,
                    Kind.PLAIN);
            return response;
        } finally {
            limits.settle(charges(parts), spent);
        }
    }

    private List<Part> parts(BatchWriteItemRequest batch) {
        return batch.requestItems().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(request -> new Part(request, write(images.table(entry.getKey()), request), List.of())))
                .toList();
    }

    private static ItemWrite write(TableSchema table, WriteRequest request) {
        return request.putRequest() == null
                ? ItemWrite.other(table, ItemWrite.Action.DELETE, request.deleteRequest().key())
                : ItemWrite.put(table, request.putRequest().item());
    }

    private static Map<String, List<WriteRequest>> requests(List<Part> parts) {
        return parts.stream().collect(Collectors.groupingBy(part -> part.write().table().name(),
                Collectors.mapping(Part::request, Collectors.toList())));
    }

    private static List<CapacityCharge> charges(List<Part> parts) {
        return parts.stream().map(Part::charges).flatMap(List::stream).toList();
    }
}
