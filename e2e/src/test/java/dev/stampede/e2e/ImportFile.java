package dev.stampede.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files of products with a bad row in each hundred, and what an admin does with them. */
final class ImportFile {

    static final String IMPORTS = "/v1/admin/products/imports";

    private final Client admin;
    private final String id;

    private ImportFile(Client admin, String id) {
        this.admin = admin;
        this.id = id;
    }

    /** Creates an import and uploads its file with a client that knows nothing of S3. */
    static ImportFile uploaded(Client admin, String format, String content) throws IOException, InterruptedException {
        var created = create(admin, format, content.getBytes(UTF_8).length);
        try (var http = HttpClient.newHttpClient()) {
            var upload = created.path("upload");
            var request = HttpRequest.newBuilder(URI.create(upload.path("url").asText()))
                    .method(upload.path("method").asText(), HttpRequest.BodyPublishers.ofString(content));
            upload.path("headers").propertyStream()
                    .forEach(header -> request.header(header.getKey(), header.getValue().asText()));
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        }
        return new ImportFile(admin, created.path("importId").asText());
    }

    static JsonNode create(Client admin, String format, int size) {
        var answer = admin.post(IMPORTS, "{\"format\": \"" + format + "\", \"size\": " + size + "}").expect(201);
        assertThat(answer.header("Location")).contains(IMPORTS + "/" + answer.json().path("importId").asText());
        return answer.json();
    }

    ImportFile with(Client other) {
        return new ImportFile(other, id);
    }

    String id() {
        return id;
    }

    Answer start() {
        return admin.post(IMPORTS + "/" + id + "/start", "");
    }

    JsonNode state() {
        return admin.get(IMPORTS + "/" + id).expect(200).json();
    }

    boolean hasEnded() {
        return List.of("completed", "failed").contains(state().path("status").asText());
    }

    List<JsonNode> results(String status) {
        var results = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = admin.get(IMPORTS + "/" + id + "/results?limit=100&status=" + status
                    + (cursor.isEmpty() ? "" : "&cursor=" + cursor)).expect(200).json();
            page.path("results").forEach(results::add);
            cursor = page.path("nextCursor").asText();
        } while (!cursor.isEmpty());
        return results;
    }

    /** JSON Lines: the price of each hundredth product is missing. */
    static String jsonLines(String prefix, int rows) {
        return IntStream.rangeClosed(1, rows).mapToObj(row -> """
                {"productId": "%1$s-%2$d", "title": "Thing %2$d", "category": "things", "variants": [{"sku": "%1$s-%2$d"%3$s}]}
                """.formatted(prefix, row, isBad(row) ? "" : ", \"price\": " + row)).collect(Collectors.joining());
    }

    /** CSV with products of two rows: the price of the second row of each fiftieth product is not a number. */
    static String csv(String prefix, int products) {
        return "\uFEFFproductId,title,category,sku,price,option:size\r\n" + IntStream.rangeClosed(1, products)
                .mapToObj(
                        one -> "%1$s-%2$d,\"Thing, %2$d\",things,%1$s-%2$d-S,%2$d,S\r\n%1$s-%2$d,,,%1$s-%2$d-L,%3$s,L\r\n"
                                .formatted(prefix, one, one % 50 == 0 ? "12.50" : one))
                .collect(Collectors.joining());
    }

    static boolean isBad(int row) {
        return row % 100 == 0;
    }
}
