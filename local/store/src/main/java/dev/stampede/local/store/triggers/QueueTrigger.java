package dev.stampede.local.store.triggers;

import dev.stampede.local.store.template.Stack;
import dev.stampede.runtime.Batches;
import dev.stampede.runtime.concurrent.Parallel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Invokes a function with messages from a queue. One thread collects batches by long polling; each batch is processed on
 * its own thread. Failed messages become visible again after the queue's visibility timeout, and the queue moves them to
 * its dead-letter queue.
 */
final class QueueTrigger implements Trigger {

    private static final Logger LOG = LoggerFactory.getLogger(QueueTrigger.class);
    private static final int MAX_ENTRIES = 10;
    private static final Duration LONG_POLL = Duration.ofSeconds(2);
    private static final Duration ERROR_PAUSE = Duration.ofSeconds(1);
    /** The pause after a call that received nothing, during a batching window. */
    private static final Duration EMPTY_PAUSE = Duration.ofMillis(50);
    /** Calls at once while a queue has messages: as many as Lambda starts with. */
    private static final int POLLERS = 5;

    private final QueueMapping mapping;
    private final Target target;
    private final SqsClient sqs;
    private final String queueUrl;
    private final String region;
    private final StopSignal stop = new StopSignal();
    private final Threads workers;
    private final Thread collector;
    private final Semaphore free;

    QueueTrigger(QueueMapping mapping, Target target, SqsClient sqs, Stack stack) {
        this.mapping = mapping;
        this.target = target;
        this.sqs = sqs;
        this.queueUrl = stack.queueUrl(mapping.queueName());
        this.region = stack.region();
        this.workers = new Threads(mapping.id());
        this.collector = Thread.ofVirtual().name(mapping.id() + "-collector").unstarted(this::collect);
        this.free = new Semaphore(mapping.maxConcurrency());
    }

    @Override
    public void start() {
        collector.start();
    }

    /** A long poll cannot be interrupted, so it is short; messages that it still returns are made visible again. */
    @Override
    public void stop() {
        stop.request();
    }

    @Override
    public void await(long deadlineNanos) {
        try {
            if (!collector.join(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())))) {
                collector.interrupt();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        workers.await(deadlineNanos);
    }

    private void collect() {
        while (!stop.isRequested()) {
            try {
                free.acquire();
                var batch = nextBatch();
                if (stop.isRequested()) {
                    giveBack(batch);
                    return;
                }
                workers.run(() -> {
                    try {
                        work(batch);
                    } finally {
                        free.release();
                    }
                });
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException unreadable) {
                free.release();
                if (!stop.isRequested()) {
                    LOG.atWarn().setCause(unreadable).addKeyValue("mapping", mapping.id()).log("Cannot read the queue");
                    stop.await(ERROR_PAUSE);
                }
            }
        }
    }

    /** Waits for the first message, then for a full batch or the end of the batching window. */
    private List<QueueItem> nextBatch() {
        var batch = new ArrayList<QueueItem>();
        while (batch.isEmpty() && !stop.isRequested()) {
            batch.addAll(receive(mapping.batchSize(), LONG_POLL));
        }
        var deadline = System.nanoTime() + mapping.window().toNanos();
        var last = batch.size();
        while (batch.size() < mapping.batchSize() && !stop.isRequested()) {
            var remaining = Duration.ofNanos(deadline - System.nanoTime());
            if (remaining.isNegative()) {
                break;
            }
            var more = receive(mapping.batchSize() - batch.size(), last < MAX_ENTRIES ? 1 : POLLERS);
            batch.addAll(more);
            last = more.size();
            if (more.isEmpty()) {
                stop.await(remaining.compareTo(EMPTY_PAUSE) < 0 ? remaining : EMPTY_PAUSE);
            }
        }
        return batch;
    }

    /** @param calls the maximum number of calls at once: on busy processors, each takes long */
    private List<QueueItem> receive(int wanted, int calls) {
        var needed = Math.min(calls, Math.ceilDiv(wanted, MAX_ENTRIES));
        return Parallel.map(IntStream.range(0, needed).boxed().toList(),
                call -> receive(wanted - call * MAX_ENTRIES, Duration.ZERO)).stream().flatMap(List::stream).toList();
    }

    private List<QueueItem> receive(int wanted, Duration wait) {
        var messages = sqs.receiveMessage(request -> request.queueUrl(queueUrl)
                .maxNumberOfMessages(Math.min(MAX_ENTRIES, wanted)).waitTimeSeconds((int) wait.toSeconds())
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL).messageAttributeNames("All")).messages();
        return filtered(messages);
    }

    /** As in Lambda, messages that match no filter are deleted. */
    private List<QueueItem> filtered(List<Message> messages) {
        var items = messages.stream().map(message -> QueueItem.of(message, mapping.queueArn(), region)).toList();
        if (mapping.filter().matchesAll()) {
            return items;
        }
        var wanted = items.stream()
                .collect(Collectors.partitioningBy(item -> mapping.filter().matches(item.asEvent())));
        delete(wanted.get(false));
        return wanted.get(true);
    }

    private void work(List<QueueItem> batch) {
        if (batch.isEmpty()) {
            return;
        }
        var identifiers = batch.stream().map(QueueItem::messageId).collect(Collectors.toSet());
        var event = EventJson.event(batch.stream().map(QueueItem::json).toList());
        switch (BatchResult.of(target.invoke(event), mapping.reportsFailures(), identifiers)) {
            case BatchResult.Done done -> delete(batch);
            case BatchResult.PartlyDone partly -> delete(without(batch, partly.failed()));
            case BatchResult.Failed failed -> LOG.atDebug().addKeyValue("mapping", mapping.id()).log("Batch failed");
        }
    }

    private static List<QueueItem> without(List<QueueItem> batch, Set<String> failed) {
        return batch.stream().filter(item -> !failed.contains(item.messageId())).toList();
    }

    private void delete(List<QueueItem> done) {
        Batches.of(done, MAX_ENTRIES).forEach(this::deleteEntries);
    }

    /** Makes messages visible again immediately instead of after the visibility timeout. */
    private void giveBack(List<QueueItem> untouched) {
        for (var item : untouched) {
            sqs.changeMessageVisibility(request -> request.queueUrl(queueUrl).receiptHandle(item.receiptHandle())
                    .visibilityTimeout(0));
        }
    }

    private void deleteEntries(List<QueueItem> done) {
        var entries = new ArrayList<DeleteMessageBatchRequestEntry>();
        for (var item : done) {
            entries.add(DeleteMessageBatchRequestEntry.builder().id(Integer.toString(entries.size()))
                    .receiptHandle(item.receiptHandle()).build());
        }
        try {
            sqs.deleteMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
        } catch (SdkException undeleted) {
            LOG.atWarn().setCause(undeleted).addKeyValue("mapping", mapping.id()).log("Cannot delete messages");
        }
    }
}
