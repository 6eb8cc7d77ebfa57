package dev.stampede.local.store.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stampede.local.store.files.Journal;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.elasticmq.QueueData;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.persistence.CreateQueueMetadata;
import org.elasticmq.persistence.sql.DBQueue;

/**
 * Stores queues and their messages in a {@link Journal}. Each change is a line, stored when the method returns. The
 * file is compacted when most of it is obsolete.
 *
 * <p>
 * Not thread-safe.
 */
final class StoredQueues implements AutoCloseable {

    /** In bytes; smaller files are not compacted. */
    private static final long SMALL_FILE = 16L * 1024 * 1024;
    /** The maximum ratio of the file size to the size of its current lines. */
    private static final int MAX_GROWTH = 4;

    private static final String QUEUE = "queue";
    private static final String DEFINITION = "definition";
    private static final String ID = "id";
    private static final String MESSAGE = "message";

    /** @param messages lines of messages by ID */
    private record Kept(String definition, Map<String, String> messages) {}

    private final Map<String, Kept> queues = new LinkedHashMap<>();
    private final Journal journal;
    private long counting;

    private StoredQueues(Path file) {
        journal = Journal.open(file, line -> apply(parsed(file, line), line));
    }

    /**
     * @throws UncheckedIOException  if the file cannot be read or written
     * @throws IllegalStateException if the file is damaged
     */
    static StoredQueues in(Path directory) {
        return new StoredQueues(directory.resolve("queues.jsonl"));
    }

    List<CreateQueueMetadata> queues() {
        return queues.values().stream().map(kept -> AwsJson.parse(kept.definition()).orElseThrow())
                .map(line -> new DBQueue(line.path(QUEUE).asText(),
                        line.path(DEFINITION).asText().getBytes(StandardCharsets.UTF_8)).toCreateQueue())
                .toList();
    }

    /** Messages by queue, in the order in which they were sent. */
    Map<String, List<InternalMessage>> messages(long nowMillis) {
        var messages = new HashMap<String, List<InternalMessage>>();
        queues.forEach((name, kept) -> messages.put(name, kept.messages().values().stream()
                .map(line -> AwsJson.parse(line).orElseThrow())
                .map(line -> StoredMessage.read(line.path(ID).asText(), line.path(MESSAGE), nowMillis)).toList()));
        return messages;
    }

    /** Stores a new queue, or new attributes of a queue. */
    void define(QueueData queue) {
        var definition = new String(DBQueue.from(CreateQueueMetadata.from(queue)).data(), StandardCharsets.UTF_8);
        add(line(queue.name()).put(DEFINITION, definition));
    }

    void delete(String queue) {
        add(line(queue));
    }

    void put(String queue, InternalMessage message) {
        add(line(queue).put(ID, message.id()).set(MESSAGE, StoredMessage.write(message)));
    }

    /** Does nothing if the message was removed. */
    void update(String queue, InternalMessage message) {
        if (queues.containsKey(queue) && queues.get(queue).messages().containsKey(message.id())) {
            put(queue, message);
        }
    }

    void remove(String queue, String messageId) {
        add(line(queue).put(ID, messageId));
    }

    @Override
    public void close() {
        journal.close();
    }

    private void add(JsonNode change) {
        var line = change.toString();
        journal.append(line);
        apply(change, line);
        if (journal.size() > SMALL_FILE && journal.size() > MAX_GROWTH * counting) {
            journal.replace(lines());
        }
    }

    private void apply(JsonNode change, String line) {
        var queue = change.path(QUEUE).asText();
        if (change.has(DEFINITION)) {
            var known = queues.get(queue);
            queues.put(queue, new Kept(line, known == null ? new LinkedHashMap<>() : known.messages()));
        } else if (!change.has(ID)) {
            var deleted = queues.remove(queue);
            if (deleted != null) {
                deleted.messages().values().forEach(message -> counting -= message.length());
            }
        } else if (queues.containsKey(queue)) {
            apply(queues.get(queue).messages(), change, line);
        }
    }

    private void apply(Map<String, String> messages, JsonNode change, String line) {
        var id = change.path(ID).asText();
        var before = change.has(MESSAGE) ? messages.put(id, line) : messages.remove(id);
        counting += (change.has(MESSAGE) ? line.length() : 0) - (before == null ? 0 : before.length());
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        for (var queue : queues.values()) {
            lines.add(queue.definition());
            lines.addAll(queue.messages().values());
        }
        return lines;
    }

    private static ObjectNode line(String queue) {
        return JsonNodeFactory.instance.objectNode().put(QUEUE, queue);
    }

    private static JsonNode parsed(Path file, String line) {
        return AwsJson.parse(line).filter(JsonNode::isObject)
                .orElseThrow(
                        () -> new IllegalStateException(file + " is damaged: it contains a line that is not JSON"));
    }
}
