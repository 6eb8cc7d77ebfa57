package dev.stampede.catalog;

import dev.stampede.contracts.id.ImportId;

/** Where the workers of imports find work. Thread-safe. */
public interface ImportQueue {

    /** Says that the next chunk of an import can be read. */
    void add(Chunk chunk);

    /** A message of the queue. The import itself says which chunk is next, so a message can come twice. */
    record Chunk(ImportId importId) {}
}
