package dev.stampede.local.lab.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class InterceptedTest {

    private final List<SdkRequest> seen = new ArrayList<>();
    private boolean closed;
    private final DynamoDbClient client = Intercepted.client(DynamoDbClient.class, new Scripted(), (request, next) -> {
        seen.add(request);
        return next.send(request);
    });

    @Test
    void operation_withConsumer_shouldPassOnceAsRequest() {
        client.getItem(get -> get.tableName("carts"));

        assertThat(seen).containsExactly(GetItemRequest.builder().tableName("carts").build());
    }

    @Test
    void operation_withoutArguments_shouldPass() {
        client.listTables();

        assertThat(seen).containsExactly(ListTablesRequest.builder().build());
    }

    @Test
    void paginator_shouldPassEachPage() {
        assertThat(client.queryPaginator(query -> query.tableName("orders")).stream().count()).isOne();

        assertThat(seen).singleElement().isInstanceOf(QueryRequest.class);
    }

    @Test
    void failure_ofTheClient_shouldBeThrownAsItIs() {
        assertThatThrownBy(() -> client.getItem(get -> get.tableName("missing")))
                .isInstanceOf(ResourceNotFoundException.class).hasNoCause();
    }

    @Test
    void close_shouldCloseTheClient() {
        client.close();

        assertThat(closed).isTrue();
        assertThat(client.serviceName()).isEqualTo("scripted");
    }

    private final class Scripted implements DynamoDbClient {

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            if (request.tableName().equals("missing")) {
                throw ResourceNotFoundException.builder().message("No table").build();
            }
            return GetItemResponse.builder().build();
        }

        @Override
        public ListTablesResponse listTables(ListTablesRequest request) {
            return ListTablesResponse.builder().build();
        }

        @Override
        public QueryResponse query(QueryRequest request) {
            return QueryResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "scripted";
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
