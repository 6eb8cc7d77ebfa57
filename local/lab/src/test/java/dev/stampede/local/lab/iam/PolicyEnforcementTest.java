package dev.stampede.local.lab.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.local.database.LocalDatabase;
import dev.stampede.runtime.testing.GivenClients;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class PolicyEnforcementTest {

    private static final String FUNCTION = "arn:aws:lambda:eu-central-1:000000000000:function:shop-Cart";
    private static final String TABLE = "arn:aws:dynamodb:eu-central-1:000000000000:table/carts";
    private static final String BUCKET = "arn:aws:s3:::bucket";
    private static LocalDatabase database;

    private final PolicyEnforcement enforcement = new PolicyEnforcement(Map.of("carts", "pk"));

    @BeforeAll
    static void start() {
        database = LocalDatabase.open(null);
        database.client().createTable(table -> table.tableName("carts").billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build())
                .attributeDefinitions(AttributeDefinition.builder().attributeName("pk")
                        .attributeType(ScalarAttributeType.S).build()));
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void call_thatIsAllowed_shouldBeMadeAndCountAsUse() {
        var put = permission("dynamodb:PutItem", TABLE);
        var get = permission("dynamodb:GetItem", TABLE);
        var client = dynamoDb(put, get);

        client.putItem(item -> item.tableName("carts").item(key("a")));

        assertThat(database.client().getItem(item -> item.tableName("carts").key(key("a"))).hasItem()).isTrue();
        assertThat(enforcement.denied()).isEmpty();
        assertThat(enforcement.unused()).isEqualTo(Map.of("shop-Cart", List.of(get)));

        client.getItem(item -> item.tableName("carts").key(key("a")));

        assertThat(enforcement.unused()).isEmpty();
    }

    @Test
    void call_thatIsNotAllowed_shouldDoNothing() {
        var client = dynamoDb(permission("dynamodb:GetItem", TABLE));

        assertThatThrownBy(() -> client.putItem(item -> item.tableName("carts").item(key("b"))))
                .isInstanceOf(DynamoDbException.class).hasMessageContaining("not authorized");

        assertThat(database.client().getItem(item -> item.tableName("carts").key(key("b"))).hasItem()).isFalse();
        assertThat(enforcement.denied()).singleElement().asString()
                .startsWith("shop-Cart: dynamodb:PutItem on " + TABLE);
    }

    @Test
    void transaction_shouldNeedWhatEachOfItsItemsNeeds() {
        var client = dynamoDb(permission("dynamodb:PutItem", TABLE));

        assertThatThrownBy(() -> client.transactWriteItems(transaction -> transaction.transactItems(
                TransactWriteItem.builder().put(put -> put.tableName("carts").item(key("c"))).build(),
                TransactWriteItem.builder().delete(delete -> delete.tableName("carts").key(key("d"))).build())))
                        .isInstanceOf(DynamoDbException.class);

        assertThat(enforcement.denied()).singleElement().asString().contains("dynamodb:DeleteItem");
    }

    @Test
    void paginator_shouldNeedTheQuery() {
        var client = dynamoDb(permission("dynamodb:Query", TABLE + "/index/byDay"));

        assertThatThrownBy(() -> client.queryPaginator(query -> query.tableName("carts")))
                .isInstanceOf(DynamoDbException.class);
        assertThat(enforcement.denied()).containsExactly("shop-Cart: dynamodb:Query on " + TABLE);
    }

    @Test
    void missingObject_withoutTheRightToList_shouldBeForbiddenAsInS3() {
        assertThatThrownBy(() -> s3(permission("s3:GetObject", BUCKET + "/*")).getObject(
                GetObjectRequest.builder().bucket("bucket").key("none").build()))
                        .isInstanceOf(S3Exception.class).isNotInstanceOf(NoSuchKeyException.class);
        assertThat(enforcement.denied()).containsExactly("shop-Cart: s3:ListBucket on " + BUCKET);
    }

    @Test
    void missingObject_withTheRightToList_shouldBeMissing() {
        assertThatThrownBy(() -> s3(permission("s3:GetObject", BUCKET + "/*"), permission("s3:ListBucket", BUCKET))
                .getObject(GetObjectRequest.builder().bucket("bucket").key("none").build()))
                        .isInstanceOf(NoSuchKeyException.class);
        assertThat(enforcement.unused()).isEmpty();
    }

    private DynamoDbClient dynamoDb(Permission... permissions) {
        return enforcement.around(FUNCTION, new Policy(List.of(permissions)), new GivenClients(database.client()))
                .dynamoDb();
    }

    private S3Client s3(Permission... permissions) {
        return enforcement.around(FUNCTION, new Policy(List.of(permissions)),
                new GivenClients(database.client(), new EmptyBucket())).s3();
    }

    private static Permission permission(String action, String resource) {
        return new Permission(action, resource, Map.of());
    }

    private static Map<String, AttributeValue> key(String key) {
        return Map.of("pk", AttributeValue.fromS(key));
    }

    private static final class EmptyBucket implements S3Client {

        @Override
        public <T> T getObject(GetObjectRequest get,
                ResponseTransformer<GetObjectResponse, T> transformer) {
            throw NoSuchKeyException.builder().statusCode(404).message("missing").build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
