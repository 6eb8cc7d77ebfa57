package dev.stampede.search.storage;

/** Asks for an index to be rebuilt. Implementations are thread-safe. */
@FunctionalInterface
public interface RebuildRequests {

    void send();
}
