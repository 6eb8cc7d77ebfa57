package dev.stampede.local.lab.iam;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * What each request of the SDK needs, as the Service Authorization Reference has it. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/">Service Authorization Reference</a>
 */
final class Accesses {

    private static final String LEADING_KEYS = "dynamodb:LeadingKeys";

    private final String region;
    private final String account;
    private final Map<String, String> partitionKeys;

    /** @param partitionKeys by table, the name of the attribute */
    Accesses(String region, String account, Map<String, String> partitionKeys) {
        this.region = region;
        this.account = account;
        this.partitionKeys = partitionKeys;
    }

    /** @throws IllegalArgumentException if the request is of a kind that no function made so far */
    List<Access> of(SdkRequest request) {
        return switch (request) {
            case GetItemRequest get -> List.of(item("GetItem", get.tableName(), get.key()));
            case PutItemRequest put -> List.of(item("PutItem", put.tableName(), put.item()));
            case UpdateItemRequest update -> List.of(item("UpdateItem", update.tableName(), update.key()));
            case DeleteItemRequest delete -> List.of(item("DeleteItem", delete.tableName(), delete.key()));
            case QueryRequest query -> List.of(new Access("dynamodb:Query", table(query.tableName(),
                    query.indexName())));
            case ScanRequest scan -> List.of(new Access("dynamodb:Scan", table(scan.tableName(), scan.indexName())));
            case BatchGetItemRequest batch -> batch.requestItems().entrySet().stream()
                    .map(entry -> items("BatchGetItem", entry.getKey(), entry.getValue().keys())).toList();
            case TransactGetItemsRequest transaction -> transaction.transactItems().stream()
                    .map(item -> item("GetItem", item.get().tableName(), item.get().key())).toList();
            case TransactWriteItemsRequest transaction ->
                    transaction.transactItems().stream().flatMap(this::written).toList();
            case SendMessageRequest message -> List.of(queue(message.queueUrl()));
            case SendMessageBatchRequest batch -> List.of(queue(batch.queueUrl()));
            case PublishRequest publish -> List.of(new Access("sns:Publish", publish.topicArn()));
            case PublishBatchRequest batch -> List.of(new Access("sns:Publish", batch.topicArn()));
            case SendEmailRequest mail -> email("ses:SendEmail", mail.source(), mail.configurationSetName());
            case SendRawEmailRequest mail -> email("ses:SendRawEmail", mail.source(), mail.configurationSetName());
            case GetSecretValueRequest get -> List.of(new Access("secretsmanager:GetSecretValue", get.secretId()));
            case GetObjectRequest get -> List.of(object("s3:GetObject", get.bucket(), get.key()));
            case HeadObjectRequest head -> List.of(object("s3:GetObject", head.bucket(), head.key()));
            case PutObjectRequest put -> List.of(object("s3:PutObject", put.bucket(), put.key()));
            case DeleteObjectRequest delete -> List.of(object("s3:DeleteObject", delete.bucket(), delete.key()));
            case ListObjectsV2Request list -> List.of(listing(list.bucket()));
            default -> throw new IllegalArgumentException(
                    "Unknown request: add to " + Accesses.class.getName() + " what it needs: " + request);
        };
    }

    /** What S3 requires to answer 404 instead of 403 for an object that does not exist; empty for other requests. */
    List<Access> ofMissing(SdkRequest request) {
        return switch (request) {
            case GetObjectRequest get -> List.of(listing(get.bucket()));
            case HeadObjectRequest head -> List.of(listing(head.bucket()));
            default -> List.of();
        };
    }

    private Stream<Access> written(TransactWriteItem item) {
        return Stream.of(
                item.put() == null ? null : item("PutItem", item.put().tableName(), item.put().item()),
                item.update() == null ? null : item("UpdateItem", item.update().tableName(), item.update().key()),
                item.delete() == null ? null : item("DeleteItem", item.delete().tableName(), item.delete().key()),
                item.conditionCheck() == null ? null
                        : item("ConditionCheckItem", item.conditionCheck().tableName(), item.conditionCheck().key()))
                .filter(access -> access != null);
    }

    private Access item(String action, String table, Map<String, AttributeValue> keyOrItem) {
        return items(action, table, List.of(keyOrItem));
    }

    private Access items(String action, String table, List<Map<String, AttributeValue>> keys) {
        var partitionKey = partitionKeys.get(table);
        return new Access("dynamodb:" + action, table(table, null), Map.of(LEADING_KEYS,
                keys.stream().map(key -> key.get(partitionKey).s()).toList()));
    }

    private String table(String name, @Nullable String index) {
        return arn("dynamodb", "table/" + name + (index == null ? "" : "/index/" + index));
    }

    private Access queue(String url) {
        return new Access("sqs:SendMessage", arn("sqs", url.substring(url.lastIndexOf('/') + 1)));
    }

    private List<Access> email(String action, String source, @Nullable String configurationSet) {
        // "Name <address>", or the address alone.
        var address = source.replaceFirst("^.*<(.*)>$", "$1");
        var context = Map.of("ses:FromAddress", List.of(address));
        var identity = new Access(action, arn("ses", "identity/" + address), context);
        return configurationSet == null ? List.of(identity)
                : List.of(identity, new Access(action, arn("ses", "configuration-set/" + configurationSet), context));
    }

    private static Access object(String action, String bucket, String key) {
        return new Access(action, "arn:aws:s3:::" + bucket + "/" + key);
    }

    private static Access listing(String bucket) {
        return new Access("s3:ListBucket", "arn:aws:s3:::" + bucket);
    }

    private String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
    }
}
