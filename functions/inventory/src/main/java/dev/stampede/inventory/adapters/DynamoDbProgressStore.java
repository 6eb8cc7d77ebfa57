package dev.stampede.inventory.adapters;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.verification.Checkpoint;
import dev.stampede.inventory.verification.Progress;
import dev.stampede.inventory.verification.ProgressStore;
import dev.stampede.inventory.verification.Recount;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.time.Backoff;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The progress as compressed JSON in the inventory table: in the item {@code verification}, and what does not fit there in
 * items {@code verification#<generation>#<n>}, which are written before it and which it names. A writer that is killed or
 * overtaken leaves parts that no item names; parts expire.
 */
public final class DynamoDbProgressStore implements ProgressStore {

    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbProgressStore.class);

    private static final String PK = "verification";
    private static final String VERSION = "version";
    private static final String GENERATION = "generation";
    private static final String PARTS = "parts";
    private static final String CONTENT = "content";
    private static final String EXPIRES_AT = "expiresAt";

    /** An item holds 400 KB (Amazon DynamoDB Developer Guide, "Quotas"). */
    private static final int PART_BYTES = 300 * 1024;

    /** Parts are replaced every hour. If the verifier does not run for so long, it counts from the beginning. */
    private static final Duration LIFETIME = Duration.ofDays(30);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final BatchGet reads;
    private final RandomGenerator random;
    private final Clock clock;
    private final int partBytes;

    /** @param random names the parts of a generation, so that two writers never mix theirs */
    public DynamoDbProgressStore(
            DynamoDbClient dynamoDb, String table, Backoff backoff, RandomGenerator random, Clock clock) {
        this(dynamoDb, table, backoff, random, clock, PART_BYTES);
    }

    DynamoDbProgressStore(
            DynamoDbClient dynamoDb, String table, Backoff backoff, RandomGenerator random, Clock clock,
            int partBytes) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.reads = BatchGet.consistent(dynamoDb, table, backoff);
        this.random = random;
        this.clock = clock;
        this.partBytes = partBytes;
    }

    private record Document(
            String until, Map<String, Long> units, List<String> open, @Nullable RecountDocument recount,
            String verifiedAt) {

        static Document of(Progress progress) {
            var checkpoint = progress.checkpoint();
            return new Document(checkpoint.until().toString(), write(checkpoint.units()), write(checkpoint.open()),
                    progress.recount().map(RecountDocument::of).orElse(null), progress.verifiedAt().toString());
        }

        Progress progress() {
            return new Progress(
                    new Checkpoint(Instant.parse(until), DynamoDbProgressStore.units(units), orders(open)),
                    Optional.ofNullable(recount).map(RecountDocument::recount), Instant.parse(verifiedAt));
        }
    }

    private record RecountDocument(
            String target, Map<String, Long> expected, String position, Map<String, Long> counted,
            List<String> open) {

        static RecountDocument of(Recount recount) {
            return new RecountDocument(recount.target().toString(), write(recount.expected()),
                    recount.position().toString(), write(recount.counted()), write(recount.open()));
        }

        Recount recount() {
            return new Recount(Instant.parse(target), units(expected), Instant.parse(position), units(counted),
                    orders(open));
        }
    }

    @Override
    public Saved read() {
        var head = dynamoDb.getItem(get -> get.tableName(table).key(InventoryItems.key(PK)).consistentRead(true))
                .item();
        if (head.isEmpty()) {
            return new Saved(Optional.empty(), 0);
        }
        var version = InventoryItems.number(head, VERSION, 0);
        var parts = (int) InventoryItems.number(head, PARTS, 1);
        var content = new TreeMap<>(Map.of(key(head, 0), head));
        reads.items(IntStream.range(1, parts).mapToObj(part -> InventoryItems.key(key(head, part))).toList())
                .forEach(item -> content.put(item.get(InventoryItems.PK).s(), item));
        if (content.size() < parts) {
            LOG.error("The verifier's progress has expired");
            return new Saved(Optional.empty(), version);
        }
        var bytes = new ByteArrayOutputStream();
        IntStream.range(0, parts).forEach(
                part -> bytes.writeBytes(content.get(key(head, part)).get(CONTENT).b().asByteArrayUnsafe()));
        return new Saved(Optional.of(decode(bytes.toByteArray())), version);
    }

    @Override
    public boolean save(Progress next, long version) {
        var bytes = encode(next);
        var parts = Math.ceilDiv(bytes.length, partBytes);
        var generation = Long.toHexString(random.nextLong());
        var head = new HashMap<>(InventoryItems.key(PK));
        head.put(VERSION, InventoryItems.number(version + 1));
        head.put(GENERATION, AttributeValue.fromS(generation));
        head.put(PARTS, InventoryItems.number(parts));
        head.put(CONTENT, content(bytes, 0));
        for (var part = 1; part < parts; part++) {
            var item = new HashMap<>(InventoryItems.key(key(head, part)));
            item.put(CONTENT, content(bytes, part));
            item.put(EXPIRES_AT, InventoryItems.number(clock.instant().plus(LIFETIME).getEpochSecond()));
            dynamoDb.putItem(put -> put.tableName(table).item(item));
        }
        try {
            dynamoDb.putItem(put -> put.tableName(table).item(head)
                    .conditionExpression(version == 0 ? InventoryItems.IS_NEW : "#version = :version")
                    .expressionAttributeNames(version == 0 ? null : Map.of("#version", VERSION))
                    .expressionAttributeValues(
                            version == 0 ? null : Map.of(":version", InventoryItems.number(version))));
            return true;
        } catch (ConditionalCheckFailedException replacedMeanwhile) {
            return false;
        }
    }

    private static String key(Map<String, AttributeValue> head, int part) {
        return part == 0 ? PK : PK + "#" + head.get(GENERATION).s() + "#" + part;
    }

    private AttributeValue content(byte[] bytes, int part) {
        var from = part * partBytes;
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(
                Arrays.copyOfRange(bytes, from, Math.min(from + partBytes, bytes.length))));
    }

    private static byte[] encode(Progress progress) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(Json.write(Document.of(progress)).getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static Progress decode(byte[] bytes) {
        try (var zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return Json.read(new String(zip.readAllBytes(), StandardCharsets.UTF_8), Document.class).progress();
        } catch (IOException e) {
            throw new UncheckedIOException("The verifier's progress cannot be read", e);
        }
    }

    private static Map<String, Long> write(Map<Sku, Long> units) {
        var sorted = new TreeMap<String, Long>();
        units.forEach((sku, number) -> sorted.put(sku.value(), number));
        return sorted;
    }

    private static List<String> write(Collection<OrderId> orders) {
        return orders.stream().map(OrderId::value).sorted().toList();
    }

    private static Map<Sku, Long> units(Map<String, Long> units) {
        return units.entrySet().stream()
                .collect(Collectors.toMap(entry -> new Sku(entry.getKey()), Map.Entry::getValue));
    }

    private static Set<OrderId> orders(List<String> ids) {
        return ids.stream().map(OrderId::new).collect(Collectors.toSet());
    }
}
