package dev.stampede.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.http.Problem.FieldError;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportReaderTest {

    private static final ProductFields FIELDS = new ProductFields("EUR");
    private static final ImportReader JSON = new JsonLines(FIELDS);
    private static final ImportReader CSV = new CsvProducts(FIELDS);
    private static final String HEADER = "productId,title,category,sku,price";

    @Test
    void jsonLines_shouldReadAProductFromEachLineAndNumberTheLines() {
        var read = read(JSON, "\uFEFF" + line("a") + "\r\n\n" + line("b"));
        assertThat(read).extracting(FileProduct::productId).containsExactly("a", "b");
        assertThat(read).extracting(FileProduct::rows).containsExactly(List.of(1), List.of(3));
        assertThat(read).allSatisfy(one -> assertThat(one.product()).isPresent());
    }

    @Test
    void jsonLines_thatCannotBeRead_shouldFailAlone() {
        var read = read(JSON, "{\n[1]\n" + line("a") + "\n\"\\ud800\"\n{\"productId\": \"c\"}\n" + line("b")
                + "\n{\"title\": \"c\", \"title\": \"d\"}");
        assertThat(read).extracting(one -> one.product().isPresent())
                .containsExactly(false, false, true, false, false, true, false);
        assertThat(errors(read)).contains(
                Map.entry(1, new FieldError("row", "must be valid JSON")),
                Map.entry(2, new FieldError("row", "must be an object")),
                Map.entry(5, new FieldError("title", "is required")),
                Map.entry(7, new FieldError("title", "must not be repeated")));
    }

    @Test
    void jsonLines_thatAreNotUtf8_shouldFailAlone() {
        var bytes = (line("a") + "\n" + line("x") + "\n" + line("b")).getBytes(StandardCharsets.UTF_8);
        bytes[line("a").length() + 16] = (byte) 0xff;
        var read = JSON.read(bytes, true, ImportPosition.START, 100).products();
        assertThat(errors(read)).containsExactly(Map.entry(2, new FieldError("row", "must be UTF-8")));
        assertThat(read).extracting(one -> one.product().isPresent()).containsExactly(true, false, true);
    }

    @Test
    void jsonLines_thatAreTooLong_shouldFailAloneHoweverTheyAreCut() {
        var file = line("a") + "\n{\"x\": \"" + "y".repeat(300_000) + "\"}\n" + line("b") + "\n";
        for (var chunk : List.of(100_000, 301_000, 1_000_000)) {
            var read = readInChunks(JSON, file, chunk, 100);
            assertThat(errors(read))
                    .containsExactly(Map.entry(2, new FieldError("row", "must be at most 65536 bytes")));
            assertThat(read).extracting(FileProduct::productId).containsExactly("a", null, "b");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"import", "imports", "by-slug"})
    void aProductWithTheNameOfARoute_shouldBeRefused(String id) {
        assertThat(errors(read(JSON, line(id))))
                .containsExactly(Map.entry(1, new FieldError(
                        "productId", "must not be " + id + ", which is a path of the API")));
    }

    @Test
    void csv_shouldReadConsecutiveRowsAsAProduct() {
        var read = read(CSV, """
                \uFEFFproductId,title,summary,description,category,tags,status,sku,price,compareAtPrice,weight,option:size,option:colour,attribute:pages,attribute:lined,attribute:material,metadata:supplier,seoTitle,mediaUrls,requiresShipping
                note,"A ""field"" notebook, lined",,"Two
                lines",paper/notebooks,new| travel ,draft,NOTE-A5,1250,1500,210,A5,green,96,true,paper,Paper Ltd.,Notes,https://images.example.com/1.jpg https://images.example.com/2.jpg,false
                note,,,,,,,NOTE-A6,950,,,A6,green,,,,,,,
                pen,Pen,,,pens,,,PEN,100,,,,,,,,,,,
                """.replace("\n", "\r\n"));
        assertThat(errors(read)).isEmpty();
        assertThat(read).extracting(FileProduct::rows).containsExactly(List.of(2, 3), List.of(4));
        var note = read.getFirst().product().orElseThrow();
        assertThat(note.title()).isEqualTo("A \"field\" notebook, lined");
        assertThat(note.description()).contains("Two").contains("lines");
        assertThat(note.tags()).containsExactly("new", "travel");
        assertThat(note.options()).containsExactly(
                new Option("size", List.of("A5", "A6")), new Option("colour", List.of("green")));
        assertThat(note.variants()).extracting(Variant::price).containsExactly(1250L, 950L);
        assertThat(note.variants().getLast().options()).isEqualTo(Map.of("size", "A6", "colour", "green"));
        assertThat(note.attributes()).isEqualTo(Map.of("pages", new Attribute.Number(new BigDecimal("96")),
                "lined", new Attribute.Flag(true), "material", new Attribute.Text("paper")));
        assertThat(note.metadata()).isEqualTo(Map.of("supplier", "Paper Ltd."));
        assertThat(note.media()).extracting(Media::url)
                .containsExactly("https://images.example.com/1.jpg", "https://images.example.com/2.jpg");
        assertThat(note.requiresShipping()).isFalse();
        assertThat(note.publication().isDraft()).isTrue();
        assertThat(read.getLast().product().orElseThrow().options()).isEmpty();
    }

    @Test
    void csv_withInvalidValues_shouldNameRowAndColumn() {
        var read = read(CSV, HEADER + ",option:size,attribute:pages,weight\n"
                + "a,A,things,A-1,100,S,1,\n"
                + "a,,,A-2,12.50,M,,\n"
                + "a,Other,,A-3,100,,,heavy\n"
                + "b,B,things,B-1,100,,,\n"
                + "c,C,things,C-1,100\n"
                + "imports,D,things,D-1,100,,,\n");
        assertThat(errors(read)).contains(
                Map.entry(3, new FieldError("price", "must be an integer from 0 to " + Variant.MAX_PRICE)),
                Map.entry(4, new FieldError("title", "must be empty or as in the first row of the product")),
                Map.entry(4, new FieldError("option:size", "is required")),
                Map.entry(6, new FieldError("row", "must have 8 columns, not 5")),
                Map.entry(7, new FieldError("productId", "must not be imports, which is a path of the API")));
        assertThat(read).extracting(one -> one.product().isPresent()).containsExactly(false, true, false, false);
        assertThat(read.getFirst().results(null)).hasSize(3).allMatch(RowResult::isFailed);
    }

    @Test
    void csv_withUnknownColumns_shouldNameThem() {
        var chunk = CSV.read((HEADER.replace("title", "titel") + ",sku,option:\n").getBytes(StandardCharsets.UTF_8),
                true,
                ImportPosition.START, 10);
        assertThat(chunk.faults()).containsExactly(
                new FieldError("titel", "is not a known column"), new FieldError("sku", "must be unique"),
                new FieldError("option:", "is not a known column"), new FieldError("title", "is a required column"));
    }

    @Test
    void csv_withAQuoteThatDoesNotEnd_shouldFailThatRowAlone() {
        var read = read(CSV, HEADER + "\na,A,things,A-1,100\nb,\"B,things,B-1,100\nc,C,things,C-1,100\n"
                + "d,D 5\" wide,things,D-1,100\n" + "e,E,things,E-1,100\n" + rows("f", 2000));
        assertThat(errors(read)).singleElement().satisfies(error -> {
            assertThat(error.getKey()).isEqualTo(3);
            assertThat(error.getValue().message()).contains("quote that does not end");
        });
        assertThat(read).filteredOn(one -> one.product().isPresent()).hasSize(2004);
        assertThat(read.get(2).product().orElseThrow().id().value()).isEqualTo("c");
        assertThat(read.get(3).product().orElseThrow().title()).isEqualTo("D 5\" wide");
    }

    @Test
    void csv_withARowThatCannotBeRead_shouldWriteNoPartOfItsProduct() {
        var read = read(CSV, HEADER + ",option:size\na,A,things,A-1,100,S\na,\"A\"x,,A-2,100,M\na,,,A-3,100,L\n"
                + "b,B,things,B-1,100,\n");
        assertThat(read.stream().filter(one -> one.product().isPresent()).map(FileProduct::productId))
                .containsExactly("b");
        assertThat(read.stream().flatMap(one -> one.rows().stream())).containsExactly(2, 3, 4, 5);
    }

    @Test
    void csv_withTooManyRowsOfAProduct_shouldRefuseThemAll() {
        var rows = new StringBuilder(HEADER + ",option:n\n");
        for (var row = 0; row < 200; row++) {
            rows.append("a,A,things,A-").append(row).append(",100,").append(row).append('\n');
        }
        rows.append("b,B,things,B-1,100,\n");
        for (var maxRows : List.of(50, 1000)) {
            var read = readInChunks(CSV, rows.toString(), 100_000, maxRows);
            assertThat(read.stream().filter(one -> one.product().isPresent()).map(FileProduct::productId))
                    .containsExactly("b");
            assertThat(read.stream().flatMap(one -> one.rows().stream())).hasSize(201).doesNotHaveDuplicates();
        }
    }

    @Test
    void emptyLines_shouldBeSkippedHoweverMany() {
        var empty = "\n".repeat(300_000);
        assertThat(readInChunks(CSV, HEADER + empty + "a,A,things,A-1,100" + empty, 100_000, 100))
                .extracting(FileProduct::rows).containsExactly(List.of(300_001));
        assertThat(readInChunks(JSON, empty + line("a") + empty, 100_000, 100))
                .extracting(FileProduct::rows).containsExactly(List.of(300_001));
    }

    /** However the file is cut into chunks, the same products are read. */
    @Test
    void csv_cutAnywhere_shouldReadTheSame() {
        var file = HEADER + ",description,option:size\n"
                + "a,A,things,A-1,100,\"two\nlines, \"\"quoted\"\"\",S\r\na,,,A-2,100,,M\n\n"
                + "b,\"B\",things,B-1,x,,\nc,C,things,C-1,100,é,\nd,\"D\"x,things,D-1,100,,\ne,E,things,E-1,100,,";
        var whole = results(read(CSV, file));
        for (var maxRows = 1; maxRows < 8; maxRows++) {
            assertThat(results(readInChunks(CSV, file, 100_000, maxRows))).isEqualTo(whole);
        }
        for (var length = 110; length < file.length() + 5; length++) {
            assertThat(results(readInChunks(CSV, file, length, 100))).as("chunks of " + length).isEqualTo(whole);
        }
    }

    private static List<RowResult> results(List<FileProduct> read) {
        return read.stream().flatMap(one -> one.results(null).stream()).toList();
    }

    private static List<FileProduct> read(ImportReader reader, String file) {
        return readInChunks(reader, file, 2_000_000, 10_000);
    }

    private static List<FileProduct> readInChunks(ImportReader reader, String file, int length, int maxRows) {
        var bytes = file.getBytes(StandardCharsets.UTF_8);
        var products = new ArrayList<FileProduct>();
        var position = ImportPosition.START;
        while (position.offset() < bytes.length) {
            var offset = (int) position.offset();
            var part = Arrays.copyOfRange(bytes, offset, Math.min(bytes.length, offset + length));
            var chunk = reader.read(part, offset + part.length == bytes.length, position, maxRows);
            assertThat(chunk.faults()).isEmpty();
            assertThat(chunk.next().offset()).isGreaterThan(offset);
            products.addAll(chunk.products());
            position = chunk.next();
        }
        return products;
    }

    private static List<Map.Entry<Integer, FieldError>> errors(List<FileProduct> read) {
        return read.stream().flatMap(one -> one.errors().entrySet().stream())
                .flatMap(row -> row.getValue().stream().map(error -> Map.entry(row.getKey(), error))).toList();
    }

    private static String rows(String prefix, int count) {
        var rows = new StringBuilder();
        for (var row = 0; row < count; row++) {
            rows.append(prefix).append(row).append(",Thing,things,").append(prefix).append(row).append("-1,100\n");
        }
        return rows.toString();
    }

    private static String line(String id) {
        return "{\"productId\": \"" + id + "\", \"title\": \"T\", \"category\": \"things\", "
                + "\"variants\": [{\"sku\": \"SKU-" + id + "\", \"price\": 100}]}";
    }
}
