package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files of products: uploaded, imported in the background, with a result for each row. */
@ExtendWith(StoreExtension.class)
class ImportIT {

    private static final Duration END = Duration.ofMinutes(3);
    private static final int ROWS = 1_200;

    private final TestShop shop;

    ImportIT(TestShop shop) {
        this.shop = shop;
    }

    @Test
    void jsonLines_withABadRowInEachHundred_shouldImportTheGoodOnesAndNameTheBadOnes() throws Exception {
        var prefix = TestShop.unique("line");
        var file = ImportFile.uploaded(shop.admin(), "jsonl", ImportFile.jsonLines(prefix, ROWS));
        file.start().expect(202);
        await("import").atMost(END).until(file::hasEnded);
        var state = file.state();
        assertThat(state.path("status").asText()).isEqualTo("completed");
        assertThat(state.path("failed").asInt()).isEqualTo(ROWS / 100);
        assertThat(state.path("imported").asInt()).isEqualTo(ROWS - ROWS / 100);
        assertThat(state.path("bytesRead").asLong()).isEqualTo(state.path("size").asLong());
        assertThat(rows(file.results("all")))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, ROWS).boxed().toList());
        var failed = file.results("failed");
        assertThat(rows(failed)).containsExactlyElementsOf(
                IntStream.rangeClosed(1, ROWS).filter(ImportFile::isBad).boxed().toList());
        assertThat(failed).allSatisfy(result -> {
            assertThat(result.path("productId").asText()).isEqualTo(prefix + "-" + result.path("row").asInt());
            assertThat(result.at("/problem/errors/0/field").asText()).isEqualTo("variants[0].price");
        });
        assertThat(
                shop.guest().get("/v1/products/" + prefix + "-1199").expect(200).json().at("/variants/0/price").asInt())
                        .isEqualTo(1199);
        shop.guest().get("/v1/products/" + prefix + "-1200").expectProblem(404, "not-found");
        file.start().expectProblem(409, "import-ended");
        assertThat(shop.admin().get(ImportFile.IMPORTS).expect(200).json().path("imports"))
                .anySatisfy(one -> assertThat(one.path("importId").asText()).isEqualTo(file.id()));
    }

    @Test
    void csv_withABadRowInAProduct_shouldWriteNoPartOfIt() throws Exception {
        var prefix = TestShop.unique("row");
        var file = ImportFile.uploaded(shop.admin(), "csv", ImportFile.csv(prefix, 600));
        file.start().expect(202);
        await("import").atMost(END).until(file::hasEnded);
        assertThat(file.state().path("imported").asInt()).isEqualTo(1200 - 24);
        var failed = file.results("failed");
        assertThat(failed).hasSize(24);
        // The fiftieth product has the rows 100 and 101, below the names of columns.
        assertThat(failed.get(1).path("row").asInt()).isEqualTo(101);
        assertThat(failed.get(1).at("/problem/errors/0/field").asText()).isEqualTo("price");
        assertThat(failed.get(0).at("/problem/errors/0/message").asText()).isEqualTo("has an invalid row");
        assertThat(shop.guest().get("/v1/products/" + prefix + "-49").expect(200).json().path("variants")).hasSize(2);
        shop.guest().get("/v1/products/" + prefix + "-50").expectProblem(404, "not-found");
    }

    @Test
    void csv_withUnknownColumns_shouldFailAndNameThem() throws Exception {
        var file = ImportFile.uploaded(shop.admin(), "csv", "productId,titel,category,sku,price\na,A,b,c,1\n");
        file.start().expect(202);
        await("import").atMost(END).until(file::hasEnded);
        var state = file.state();
        assertThat(state.path("status").asText()).isEqualTo("failed");
        assertThat(state.at("/problem/errors/0/field").asText()).isEqualTo("titel");
        assertThat(file.results("all")).isEmpty();
    }

    @Test
    void start_withoutTheFile_shouldSayWhatIsMissing() throws Exception {
        var admin = shop.admin();
        var created = ImportFile.create(admin, "jsonl", 10).path("importId").asText();
        admin.post(ImportFile.IMPORTS + "/" + created + "/start", "").expectProblem(409, "import-not-uploaded");
        var unknown = created.substring(0, created.length() - 4) + "0000";
        admin.post(ImportFile.IMPORTS + "/" + unknown + "/start", "").expectProblem(404, "not-found");
        admin.get(ImportFile.IMPORTS + "/" + unknown).expectProblem(404, "not-found");
        admin.get(ImportFile.IMPORTS + "/" + unknown + "/results").expectProblem(404, "not-found");
        shop.customer("ada").get(ImportFile.IMPORTS).expectProblem(403, "forbidden");
    }

    @Test
    void create_withInvalidFields_shouldNameThem() {
        shop.admin().post(ImportFile.IMPORTS, "{\"format\": \"xml\", \"size\": 1}").expectInvalid("format");
        shop.admin().post(ImportFile.IMPORTS, "{\"format\": \"csv\", \"size\": 0}").expectInvalid("size");
        shop.admin().post(ImportFile.IMPORTS, "{\"format\": \"csv\", \"size\": 67108865}").expectInvalid("size");
    }

    @Test
    void aProductWithTheNameOfARoute_shouldBeRefused() {
        var body = "{\"title\": \"A\", \"category\": \"a\", \"variants\": [{\"sku\": \"by-slug\", \"price\": 1}]}";
        shop.admin().put("/v1/admin/products/by-slug", body).expectInvalid("productId");
    }

    private static List<Integer> rows(List<JsonNode> results) {
        return results.stream().map(result -> result.path("row").asInt()).toList();
    }
}
