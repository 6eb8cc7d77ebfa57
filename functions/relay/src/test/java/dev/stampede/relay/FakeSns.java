package dev.stampede.relay;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;

/** Takes every entry that {@code refuses} does not hold for. Thread-safe if {@code refuses} is. */
final class FakeSns implements SnsClient {

    private final Queue<PublishBatchRequest> requests = new ConcurrentLinkedQueue<>();
    private final Queue<PublishBatchRequestEntry> taken = new ConcurrentLinkedQueue<>();
    private final Predicate<PublishBatchRequestEntry> refuses;

    FakeSns(Predicate<PublishBatchRequestEntry> refuses) {
        this.refuses = refuses;
    }

    List<PublishBatchRequest> requests() {
        return List.copyOf(requests);
    }

    List<PublishBatchRequestEntry> taken() {
        return List.copyOf(taken);
    }

    List<String> messages() {
        return taken.stream().map(PublishBatchRequestEntry::message).toList();
    }

    @Override
    public PublishBatchResponse publishBatch(PublishBatchRequest request) {
        requests.add(request);
        var refused = request.publishBatchRequestEntries().stream().filter(refuses).toList();
        var accepted = request.publishBatchRequestEntries().stream()
                .filter(entry -> !refused.contains(entry))
                .toList();
        taken.addAll(accepted);
        return PublishBatchResponse.builder()
                .successful(accepted.stream()
                        .map(entry -> PublishBatchResultEntry.builder().id(entry.id()).build())
                        .toList())
                .failed(refused.stream()
                        .map(entry -> BatchResultErrorEntry.builder()
                                .id(entry.id())
                                .code("InternalError")
                                .senderFault(false)
                                .build())
                        .toList())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
