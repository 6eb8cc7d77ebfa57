package dev.stampede.local.lab.faults;

import dev.stampede.local.lab.capacity.Intercepted.Next;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Batch calls with partial failures: the last entry always fails, so that no batch succeeds completely. */
final class PartialFailures {

    private static final String CODE = "InternalError";

    private PartialFailures() {}

    static boolean isPossible(SdkRequest request) {
        return request instanceof BatchGetItemRequest || request instanceof PublishBatchRequest
                || request instanceof SendMessageBatchRequest;
    }

    /** @param isLeftOut selects the failed entries; the last entry always fails */
    static SdkResponse answer(SdkRequest request, IntPredicate isLeftOut, Next next) {
        return switch (request) {
            case BatchGetItemRequest batch -> read(batch, isLeftOut, next);
            case PublishBatchRequest batch -> publish(batch, isLeftOut, next);
            case SendMessageBatchRequest batch -> send(batch, isLeftOut, next);
            default -> throw new IllegalArgumentException("Not a batch: " + request);
        };
    }

    private static BatchGetItemResponse read(BatchGetItemRequest batch, IntPredicate isLeftOut, Next next) {
        var read = new HashMap<String, KeysAndAttributes>();
        var left = new HashMap<String, KeysAndAttributes>();
        batch.requestItems().forEach((table, wanted) -> {
            left.put(table, wanted.toBuilder().keys(part(wanted.keys(), isLeftOut, true)).build());
            var rest = part(wanted.keys(), isLeftOut, false);
            if (!rest.isEmpty()) {
                read.put(table, wanted.toBuilder().keys(rest).build());
            }
        });
        if (read.isEmpty()) {
            return BatchGetItemResponse.builder().responses(Map.of()).unprocessedKeys(left).build();
        }
        var answer = (BatchGetItemResponse) next.send(batch.toBuilder().requestItems(read).build());
        return answer.toBuilder().unprocessedKeys(left).build();
    }

    private static PublishBatchResponse publish(PublishBatchRequest batch, IntPredicate isLeftOut, Next next) {
        var entries = batch.publishBatchRequestEntries();
        var failed = part(entries, isLeftOut, true).stream()
                .map(entry -> software.amazon.awssdk.services.sns.model.BatchResultErrorEntry.builder().id(entry.id())
                        .code(CODE).senderFault(false).build())
                .toList();
        var rest = part(entries, isLeftOut, false);
        if (rest.isEmpty()) {
            return PublishBatchResponse.builder().successful(List.of()).failed(failed).build();
        }
        var answer = (PublishBatchResponse) next.send(batch.toBuilder().publishBatchRequestEntries(rest).build());
        return answer.toBuilder().failed(Stream.concat(answer.failed().stream(), failed.stream()).toList()).build();
    }

    private static SendMessageBatchResponse send(SendMessageBatchRequest batch, IntPredicate isLeftOut, Next next) {
        var failed = part(batch.entries(), isLeftOut, true).stream()
                .map(entry -> software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry.builder().id(entry.id())
                        .code(CODE).senderFault(false).build())
                .toList();
        var rest = part(batch.entries(), isLeftOut, false);
        if (rest.isEmpty()) {
            return SendMessageBatchResponse.builder().successful(List.of()).failed(failed).build();
        }
        var answer = (SendMessageBatchResponse) next.send(batch.toBuilder().entries(rest).build());
        return answer.toBuilder().failed(Stream.concat(answer.failed().stream(), failed.stream()).toList()).build();
    }

    private static <T> List<T> part(List<T> entries, IntPredicate isLeftOut, boolean left) {
        return IntStream.range(0, entries.size())
                .filter(index -> (index == entries.size() - 1 || isLeftOut.test(index)) == left)
                .mapToObj(entries::get)
                .toList();
    }
}
