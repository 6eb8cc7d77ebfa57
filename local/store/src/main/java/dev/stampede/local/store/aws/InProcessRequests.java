package dev.stampede.local.store.aws;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.server.DynamoDBRequestHandler;

/** Serves DynamoDB Local's HTTP requests from the in-process client, so that both use the same data. */
final class InProcessRequests extends DynamoDBRequestHandler {

    private static final int FULL_AUTHORITY = 0;

    private final DynamoDbClient client;
    private final DynamoDbStreamsClient streams;

    InProcessRequests(DynamoDbClient client, DynamoDbStreamsClient streams) {
        super(FULL_AUTHORITY);
        this.client = client;
        this.streams = streams;
    }

    /** Does nothing: the owner closes the database. */
    @Override
    public void shutdown() {}

    @Override
    public CreateTableResponse createTable(String accessKey, String region, CreateTableRequest request) {
        return Refused.orResult(() -> client.createTable(request));
    }

    @Override
    public DeleteTableResponse deleteTable(String accessKey, String region, DeleteTableRequest request) {
        return Refused.orResult(() -> client.deleteTable(request));
    }

    @Override
    public DescribeTableResponse describeTable(String accessKey, String region, DescribeTableRequest request) {
        return Refused.orResult(() -> client.describeTable(request));
    }

    @Override
    public DescribeLimitsResponse describeLimits(String accessKey, String region, DescribeLimitsRequest request) {
        return Refused.orResult(() -> client.describeLimits(request));
    }

    @Override
    public ListTablesResponse listTables(String accessKey, String region, ListTablesRequest request) {
        return Refused.orResult(() -> client.listTables(request));
    }

    @Override
    public UpdateTableResponse updateTable(String accessKey, String region, UpdateTableRequest request) {
        return Refused.orResult(() -> client.updateTable(request));
    }

    @Override
    public BatchGetItemResponse batchGetItem(String accessKey, String region, BatchGetItemRequest request) {
        return Refused.orResult(() -> client.batchGetItem(request));
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(String accessKey, String region, BatchWriteItemRequest request) {
        return Refused.orResult(() -> client.batchWriteItem(request));
    }

    @Override
    public DeleteItemResponse deleteItem(String accessKey, String region, DeleteItemRequest request) {
        return Refused.orResult(() -> client.deleteItem(request));
    }

    @Override
    public GetItemResponse getItem(String accessKey, String region, GetItemRequest request) {
        return Refused.orResult(() -> client.getItem(request));
    }

    @Override
    public PutItemResponse putItem(String accessKey, String region, PutItemRequest request) {
        return Refused.orResult(() -> client.putItem(request));
    }

    @Override
    public QueryResponse query(String accessKey, String region, QueryRequest request) {
        return Refused.orResult(() -> client.query(request));
    }

    @Override
    public ScanResponse scan(String accessKey, String region, ScanRequest request) {
        return Refused.orResult(() -> client.scan(request));
    }

    @Override
    public TransactGetItemsResponse transactGetItems(String accessKey, String region, TransactGetItemsRequest request) {
        return Refused.orResult(() -> client.transactGetItems(request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(String accessKey, String region,
            TransactWriteItemsRequest request) {
        return Refused.orResult(() -> client.transactWriteItems(request));
    }

    @Override
    public UpdateItemResponse updateItem(String accessKey, String region, UpdateItemRequest request) {
        return Refused.orResult(() -> client.updateItem(request));
    }

    @Override
    public DescribeTimeToLiveResponse describeTimeToLive(String accessKey, String region,
            DescribeTimeToLiveRequest request) {
        return Refused.orResult(() -> client.describeTimeToLive(request));
    }

    @Override
    public UpdateTimeToLiveResponse updateTimeToLive(String accessKey, String region, UpdateTimeToLiveRequest request) {
        return Refused.orResult(() -> client.updateTimeToLive(request));
    }

    @Override
    public ExecuteStatementResponse executeStatement(String accessKey, String region, ExecuteStatementRequest request) {
        return Refused.orResult(() -> client.executeStatement(request));
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(String accessKey, String region,
            BatchExecuteStatementRequest request) {
        return Refused.orResult(() -> client.batchExecuteStatement(request));
    }

    @Override
    public ExecuteTransactionResponse executeTransaction(String accessKey, String region,
            ExecuteTransactionRequest request) {
        return Refused.orResult(() -> client.executeTransaction(request));
    }

    @Override
    public DescribeStreamResponse describeStream(String accessKey, String region, DescribeStreamRequest request) {
        return Refused.orResult(() -> streams.describeStream(request));
    }

    @Override
    public ListStreamsResponse listStreams(String accessKey, String region, ListStreamsRequest request) {
        return Refused.orResult(() -> streams.listStreams(request));
    }

    @Override
    public GetShardIteratorResponse getShardIterator(String accessKey, String region, GetShardIteratorRequest request) {
        return Refused.orResult(() -> streams.getShardIterator(request));
    }

    @Override
    public GetRecordsResponse getRecords(String accessKey, String region, GetRecordsRequest request) {
        return Refused.orResult(() -> streams.getRecords(request));
    }

    @Override
    public ListTagsOfResourceResponse listTagsOfResource(String accessKey, String region,
            ListTagsOfResourceRequest request) {
        return Refused.orResult(() -> client.listTagsOfResource(request));
    }

    @Override
    public TagResourceResponse tagResource(String accessKey, String region, TagResourceRequest request) {
        return Refused.orResult(() -> client.tagResource(request));
    }

    @Override
    public UntagResourceResponse untagResource(String accessKey, String region, UntagResourceRequest request) {
        return Refused.orResult(() -> client.untagResource(request));
    }
}
