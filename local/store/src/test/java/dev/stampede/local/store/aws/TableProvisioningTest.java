package dev.stampede.local.store.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.local.database.LocalDatabase;
import dev.stampede.local.store.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class TableProvisioningTest {

    private static final String TEMPLATE = """
            Resources:
              Carts:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  TimeToLiveSpecification: {AttributeName: expiresAt, Enabled: true}
            """;

    @Test
    void create_withAndWithoutExpiry_shouldEnableItOnlyWhereWanted(@TempDir Path folder) throws IOException {
        var carts = Template.read(Files.writeString(folder.resolve("template.yaml"), TEMPLATE), Map.of())
                .resource("Carts");

        try (var database = LocalDatabase.open(null)) {
            var dynamoDb = database.client();
            var tables = new TableProvisioning(dynamoDb);

            assertThat(tables.createWithoutExpiry(carts)).isTrue();
            assertThat(tables.createWithoutExpiry(carts)).isFalse();
            assertThat(expiry(dynamoDb, carts.physicalName())).isEqualTo(TimeToLiveStatus.DISABLED);

            dynamoDb.deleteTable(delete -> delete.tableName(carts.physicalName()));
            tables.create(carts);
            tables.create(carts);
            assertThat(expiry(dynamoDb, carts.physicalName())).isEqualTo(TimeToLiveStatus.ENABLED);
        }
    }

    private static TimeToLiveStatus expiry(DynamoDbClient dynamoDb, String table) {
        return dynamoDb.describeTimeToLive(describe -> describe.tableName(table)).timeToLiveDescription()
                .timeToLiveStatus();
    }
}
