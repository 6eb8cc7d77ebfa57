package dev.stampede.e2e.faults;

import dev.stampede.local.store.template.Template;
import dev.stampede.local.store.triggers.BatchResult;
import dev.stampede.local.store.triggers.StreamItem;
import dev.stampede.local.store.triggers.StreamMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The streams of the tables and the functions that they feed: records of one item in order, batches cut anywhere, brought
 * again as a whole or from the first failed record on, in halves, or though they had succeeded.
 */
final class Streams {

    /** A table that is busy has several shards. */
    private static final int SHARDS = 2;
    private static final int LARGEST_BATCH = 40;
    private static final double AGAIN = .04;
    private static final double LATE = .03;
    /** For good, such as a record that was given up. */
    private static final double LOST = .01;

    private final Database database;
    private final Functions functions;
    private final Agenda agenda;
    private final VirtualTime time;
    private final Random random;
    private final List<Feed> feeds;
    private final Set<String> tables;
    private final String orders;
    private final List<String> givenUp = new ArrayList<>();
    private long lost;
    private boolean unreliable;

    /** It calls the store back over HTTP; the simulation does that itself. */
    private static final String CALLBACKS = "SandboxCallbacksFunction";

    Streams(Template template, Database database, Functions functions, Agenda agenda, VirtualTime time, Random random) {
        this.database = database;
        this.functions = functions;
        this.agenda = agenda;
        this.time = time;
        this.random = random;
        this.feeds = template.functions().stream().filter(function -> !function.logicalId().equals(CALLBACKS))
                .flatMap(function -> function.events("DynamoDB").stream()
                        .map(event -> new Feed(StreamMapping.of(function, event))))
                .toList();
        this.orders = template.resource("OrdersTable").physicalName();
        this.tables = new TreeSet<>(feeds.stream().map(feed -> feed.mapping.tableName()).toList());
        tables.forEach(database::changes);
    }

    void change(boolean isUnreliable) {
        unreliable = isUnreliable;
    }

    /** Takes in what was written to tables. Items come in the order of their keys: which was written first is chance. */
    void read(Set<String> written) {
        tables.stream().filter(written::contains).forEach(table -> {
            var changes = new ArrayList<>(database.changes(table));
            changes.sort(Comparator.comparing(StreamItem::key));
            feeds.stream().filter(feed -> feed.mapping.tableName().equals(table)).forEach(feed -> feed.add(changes));
        });
    }

    /** How many records of the orders' stream one of its functions never got. */
    long lost() {
        return lost;
    }

    /** Batches that were given up. */
    List<String> givenUp() {
        return givenUp;
    }

    private final class Feed {

        private final StreamMapping mapping;
        private final List<Lane> lanes;

        Feed(StreamMapping mapping) {
            this.mapping = mapping;
            this.lanes = Stream.generate(() -> new Lane(mapping)).limit((long) SHARDS * mapping.parallelism()).toList();
        }

        void add(List<StreamItem> changes) {
            for (var change : changes) {
                if (!mapping.filter().matches(change.json())) {
                    continue;
                }
                if (mapping.tableName().equals(orders) && unreliable && random.nextDouble() < LOST) {
                    lost++;
                } else {
                    lanes.get(Math.floorMod(change.key().hashCode(), lanes.size())).add(change);
                }
            }
        }
    }

    /** Records that are worked on one batch after another. */
    private final class Lane {

        private final StreamMapping mapping;
        private final List<StreamItem> waiting = new ArrayList<>();
        private final List<Instant> since = new ArrayList<>();
        private boolean scheduled;
        private int limit = LARGEST_BATCH;
        private int attempts;

        Lane(StreamMapping mapping) {
            this.mapping = mapping;
        }

        void add(StreamItem item) {
            waiting.add(item);
            since.add(time.now());
            if (!scheduled) {
                schedule(isLate() ? Duration.ofSeconds(random.nextInt(120)) : Duration.ofMillis(random.nextInt(1000)));
            }
        }

        private boolean isLate() {
            return unreliable && random.nextDouble() < LATE;
        }

        private void schedule(Duration delay) {
            scheduled = true;
            agenda.add(delay, this::deliver);
        }

        private void deliver() {
            var most = Math.min(Math.min(waiting.size(), limit), mapping.batchSize());
            var batch = ofOneSku(waiting.subList(0, unreliable ? 1 + random.nextInt(most) : most));
            var size = batch.size();
            var result = result(batch);
            var done = result.firstFailed(batch.stream().map(StreamItem::sequenceNumber).toList());
            var again = done == size && unreliable && random.nextDouble() < AGAIN;
            if (!again) {
                waiting.subList(0, done).clear();
                since.subList(0, done).clear();
            }
            scheduled = false;
            if (done == size) {
                limit = LARGEST_BATCH;
                attempts = 0;
                next(again ? Duration.ofSeconds(1) : Duration.ofMillis(random.nextInt(200)));
            } else {
                failed(size - done, done > 0);
            }
        }

        private void failed(int open, boolean movedOn) {
            attempts = movedOn ? 1 : attempts + 1;
            if (mapping.bisects() && open > 1 && !movedOn) {
                limit = Math.max(1, open / 2);
                attempts = 0;
            }
            var tooOften = mapping.maxRetries() >= 0 && attempts > mapping.maxRetries();
            var tooOld = mapping.maxAge().filter(age -> since.getFirst().plus(age).isBefore(time.now())).isPresent();
            if (tooOften || tooOld) {
                givenUp.add(mapping.id() + " " + waiting.removeFirst().json());
                since.removeFirst();
            }
            next(Duration.ofMillis(500L << Math.min(attempts, 6)));
        }

        private void next(Duration delay) {
            if (!waiting.isEmpty() && !scheduled) {
                schedule(delay);
            }
        }

        private BatchResult result(List<StreamItem> batch) {
            var identifiers = new HashSet<>(batch.stream().map(StreamItem::sequenceNumber).toList());
            var event = ResponseJson.records(batch.stream().map(StreamItem::json).toList());
            var what = mapping.id() + " " + batch.stream().map(StreamItem::key).toList();
            return BatchResult.of(functions.invoke(mapping.functionId(), event, sku(batch.getFirst()).isEmpty() ? 0 : 1,
                    what), mapping.reportsFailures(), identifiers);
        }
    }

    /**
     * As much of a batch as is about the SKU that it begins with: the threads of a function that show several SKUs of one
     * product meet at the product, and which is faster is chance.
     */
    private static List<StreamItem> ofOneSku(List<StreamItem> batch) {
        var first = sku(batch.getFirst());
        return batch.stream().takeWhile(item -> sku(item).equals(first)).toList();
    }

    /** Empty in the stream of orders. */
    private static String sku(StreamItem item) {
        return item.json().path("dynamodb").path("NewImage").path("sku").path("S").asText();
    }
}
