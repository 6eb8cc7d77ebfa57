package dev.stampede.e2e.faults;

import dev.stampede.local.store.template.Resource;
import dev.stampede.local.store.template.Template;
import dev.stampede.local.store.template.Values;
import dev.stampede.local.store.triggers.BatchResult;
import dev.stampede.local.store.triggers.QueueItem;
import dev.stampede.local.store.triggers.QueueMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The template's queues: messages are delivered in any order, late, twice, and again when they failed, until they end in
 * the dead-letter queue. Messages of one order or SKU are never in one batch with others: a function works on a batch with
 * several threads, and which of them is faster must not matter.
 */
final class Queues {

    private static final double LATE = .04;
    private static final double COPIED = .04;
    private static final double NOT_DELETED = .04;
    /**
     * They count what callers leave unpaid. Two orders of one caller in a batch would change one item at the same time, and
     * which is first would be chance.
     */
    private static final Set<String> COUNTING = Set.of(
            "PaymentsFunction", "PaymentEventsFunction", "HoldExpiryFunction");
    private static final double ALONE = .5;
    /** For good, as on a platform that loses what it has taken. */
    private static final double LOST = .01;
    /** The queues of an order's steps: whatever they lose, the sweeper brings again. */
    private static final Set<String> STEPS = Set.of("PaymentsQueue", "StockReleasesQueue", "HoldExpiryQueue",
            "EmailsQueue");
    private static final Pattern SUBJECT = Pattern.compile("\"(?:subject|sku|orderId)\":\"([^\"]+)\"");

    private final Map<String, Queue> queues = new LinkedHashMap<>();
    private final Functions functions;
    private final Agenda agenda;
    private final VirtualTime time;
    private final Random random;
    private final String region;
    private final Set<String> steps;
    private long messages;
    private long lost;
    private boolean unreliable;

    Queues(Template template, Functions functions, Agenda agenda, VirtualTime time, Random random) {
        this.functions = functions;
        this.agenda = agenda;
        this.time = time;
        this.random = random;
        this.region = template.stack().region();
        this.steps = STEPS.stream().map(id -> template.resource(id).physicalName()).collect(Collectors.toSet());
        var mappings = new HashMap<String, QueueMapping>();
        template.functions().forEach(function -> function.events("SQS").forEach(event -> {
            var mapping = QueueMapping.of(function, event);
            mappings.put(mapping.queueName(), mapping);
        }));
        template.resourcesOf("AWS::SQS::Queue")
                .forEach(queue -> queues.put(queue.physicalName(),
                        new Queue(queue, mappings.get(queue.physicalName()))));
    }

    /** Whether messages come late and twice from now on. */
    void change(boolean isUnreliable) {
        unreliable = isUnreliable;
    }

    /** @param delay in place of the queue's own */
    void send(String queue, String body, @Nullable Duration delay) {
        var message = new Held("message-" + messages++, body);
        if (steps.contains(queue) && happens(LOST)) {
            lost++;
        } else {
            queues.get(queue).add(message, delay);
        }
    }

    /** How many messages were lost for good. */
    long lost() {
        return lost;
    }

    /** Messages that nobody takes, by the names of their queues. */
    Map<String, List<String>> parked() {
        return queues.values().stream().filter(queue -> !queue.held.isEmpty()).collect(Collectors.toMap(
                queue -> queue.name, queue -> queue.held.stream().map(held -> held.body).toList()));
    }

    private boolean happens(double chance) {
        return unreliable && random.nextDouble() < chance;
    }

    /** A message in a queue. A copy is the same message, delivered once more. */
    private static final class Held {

        final String id;
        final String body;
        Instant visibleAt = Instant.MIN;
        int received;

        Held(String id, String body) {
            this.id = id;
            this.body = body;
        }
    }

    private final class Queue {

        final String name;
        private final @Nullable QueueMapping mapping;
        private final Duration delay;
        private final Duration visibility;
        private final int maxReceives;
        private final String deadLetters;
        private final List<Held> held = new ArrayList<>();

        Queue(Resource resource, @Nullable QueueMapping mapping) {
            var values = Values.of(resource);
            var redrive = values.section("RedrivePolicy");
            var target = redrive.text("deadLetterTargetArn", "");
            this.name = resource.physicalName();
            this.mapping = mapping;
            this.delay = Duration.ofSeconds(values.integer("DelaySeconds", 0));
            this.visibility = Duration.ofSeconds(values.integer("VisibilityTimeout", 30));
            this.maxReceives = redrive.integer("maxReceiveCount", Integer.MAX_VALUE);
            this.deadLetters = target.substring(target.lastIndexOf(':') + 1);
        }

        void add(Held message, @Nullable Duration otherDelay) {
            hold(message, otherDelay == null ? delay : otherDelay);
        }

        private void hold(Held message, Duration hidden) {
            message.visibleAt = time.now().plus(hidden);
            held.add(message);
            if (mapping != null) {
                var late = happens(LATE) ? Duration.ofSeconds(random.nextInt(600))
                        : Duration.ofMillis(random.nextInt(2000));
                agenda.add(hidden.plus(late), () -> deliver(message));
            }
        }

        /** What was delivered with another message is gone, or hidden until it is delivered again. */
        private void deliver(Held first) {
            if (!held.contains(first) || first.visibleAt.isAfter(time.now())) {
                return;
            }
            var batch = batch(first);
            var failed = failed(batch);
            for (var message : batch) {
                if (failed.contains(message.id) || happens(NOT_DELETED)) {
                    hold(message, visibility);
                }
            }
        }

        /** Takes a batch out of the queue, except that something of it may be left there. */
        private List<Held> batch(Held first) {
            var visible = new ArrayList<>(held.stream()
                    .filter(message -> message != first && !message.visibleAt.isAfter(time.now())).toList());
            Collections.shuffle(visible, random);
            var isAlone = COUNTING.contains(mapping.functionId()) || random.nextDouble() < ALONE;
            var size = isAlone ? 1 : 1 + random.nextInt(Math.min(mapping.batchSize(), 10));
            var batch = new ArrayList<>(List.of(first));
            var subjects = new HashSet<>(subjects(first));
            for (var message : visible) {
                if (batch.size() < size && Collections.disjoint(subjects, subjects(message))) {
                    subjects.addAll(subjects(message));
                    batch.add(message);
                }
            }
            held.removeAll(batch);
            batch.stream().filter(message -> happens(COPIED)).forEach(this::copy);
            return receive(batch);
        }

        /** The same message is there for another receiver at the same time. */
        private void copy(Held message) {
            var copy = new Held(message.id, message.body);
            copy.received = message.received;
            hold(copy, Duration.ZERO);
        }

        private List<Held> receive(List<Held> batch) {
            var received = new ArrayList<Held>();
            for (var message : batch) {
                if (++message.received > maxReceives) {
                    queues.get(deadLetters).add(message, null);
                } else {
                    received.add(message);
                }
            }
            return received;
        }

        private Set<String> failed(List<Held> batch) {
            if (batch.isEmpty()) {
                return Set.of();
            }
            var ids = batch.stream().map(message -> message.id).collect(Collectors.toSet());
            var what = batch.stream().map(message -> message.id + "#" + message.received + " " + subjects(message))
                    .toList();
            var invocation = functions.invoke(mapping.functionId(), event(batch), batch.size() == 1 ? 1 : 0,
                    what.toString());
            return switch (BatchResult.of(invocation, mapping.reportsFailures(), ids)) {
                case BatchResult.Done done -> Set.of();
                case BatchResult.PartlyDone partly -> partly.failed();
                case BatchResult.Failed failed -> ids;
            };
        }

        private byte[] event(List<Held> batch) {
            return ResponseJson.records(batch.stream().map(this::item).map(QueueItem::json).toList());
        }

        private QueueItem item(Held message) {
            return QueueItem.of(
                    Message.builder().messageId(message.id).receiptHandle(message.id).body(message.body)
                            .attributesWithStrings(Map.of("ApproximateReceiveCount",
                                    Integer.toString(message.received)))
                            .build(),
                    mapping.queueArn(), region);
        }
    }

    /** The orders or SKUs that a message is about. */
    private static Set<String> subjects(Held message) {
        return SUBJECT.matcher(message.body).results().map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
