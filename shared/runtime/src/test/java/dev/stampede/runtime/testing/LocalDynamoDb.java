package dev.stampede.runtime.testing;

import dev.stampede.local.database.LocalDatabase;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB Local in this process, in memory, with tables of template.yaml. A table's name is its logical id. Thread-safe;
 * each instance is a database of its own.
 */
public final class LocalDynamoDb implements AutoCloseable {

    private final LocalDatabase embedded;

    private LocalDynamoDb(LocalDatabase embedded) {
        this.embedded = embedded;
    }

    /** @param logicalIds tables of the template, such as {@code OrdersTable} */
    public static LocalDynamoDb start(String... logicalIds) {
        var database = new LocalDynamoDb(LocalDatabase.open(null));
        for (var logicalId : logicalIds) {
            database.client().createTable(TemplateTables.creation(logicalId));
        }
        return database;
    }

    public DynamoDbClient client() {
        return embedded.client();
    }

    /** Deletes all items of the given tables by recreating them. */
    public void clear(String... logicalIds) {
        for (var logicalId : logicalIds) {
            client().deleteTable(table -> table.tableName(logicalId));
            client().createTable(TemplateTables.creation(logicalId));
        }
    }

    @Override
    public void close() {
        embedded.close();
    }
}
