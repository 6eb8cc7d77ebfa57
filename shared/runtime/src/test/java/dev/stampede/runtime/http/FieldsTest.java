package dev.stampede.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.runtime.http.Problem.FieldError;
import dev.stampede.runtime.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @Test
    void text_shouldBeStripped() {
        var fields = fields("{\"name\": \"  Tea\\n pot\\t \"}");

        assertThat(fields.text("name", 1, 8)).isEqualTo("Tea\n pot");
        assertThat(faults(fields)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{}                        | is required",
            "{\"name\": null}          | is required",
            "{\"name\": 1}             | must be a text",
            "{\"name\": []}            | must be a text",
            "{\"name\": \"  \"}        | must have 2 to 4 characters",
            "{\"name\": \" a \"}       | must have 2 to 4 characters",
            "{\"name\": \"abcde\"}     | must have 2 to 4 characters",
            "{\"name\": \"a\\u0000b\"} | must not hold control characters",
            "{\"name\": \"a\\u001bb\"} | must not hold control characters",
            "{\"name\": \"a\\rb\"}     | must not hold control characters",
            "{\"name\": \"a\\ud800\"}  | must not hold control characters",
            "{\"name\": \"a\\udc00\"}  | must not hold control characters"})
    void text_thatIsNone_shouldBeAFaultAndReadAsEmpty(String json, String message) {
        var fields = fields(json);

        assertThat(fields.text("name", 2, 4)).isEmpty();
        assertThat(faults(fields)).containsExactly(new FieldError("name", message));
    }

    @Test
    void text_atItsBounds_shouldBeTaken() {
        assertThat(fields("{\"name\": \"ab\"}").text("name", 2, 4)).isEqualTo("ab");
        assertThat(fields("{\"name\": \"abcd\"}").text("name", 2, 4)).isEqualTo("abcd");
        assertThat(fields("{\"name\": \"\\ud83c\\udf75\"}").text("name", 2, 4)).isEqualTo("🍵");
    }

    @Test
    void optionalText_absentNullOrBlank_shouldBeEmptyWithoutAFault() {
        for (var json : List.of("{}", "{\"name\": null}", "{\"name\": \" \"}")) {
            var fields = fields(json);
            assertThat(fields.optionalText("name", 4)).isEmpty();
            assertThat(faults(fields)).isEmpty();
        }
    }

    @Test
    void optionalText_thatIsThere_shouldKeepItsBounds() {
        assertThat(fields("{\"name\": \"abcd\"}").optionalText("name", 4)).contains("abcd");

        var tooLong = fields("{\"name\": \"abcde\"}");
        assertThat(tooLong.optionalText("name", 4)).isEmpty();
        assertThat(faults(tooLong)).extracting(FieldError::field).containsExactly("name");
    }

    @Test
    void parsed_shouldTurnTheParsersRefusalIntoAFault() {
        assertThat(fields("{\"sku\": \"TEA\"}").parsed("sku", 64, Sku::new)).contains(new Sku("TEA"));

        var bad = fields("{\"sku\": \"a b\"}");
        assertThat(bad.parsed("sku", 64, Sku::new)).isEmpty();
        assertThat(faults(bad)).containsExactly(
                new FieldError("sku", "must be a SKU"));
    }

    @Test
    void parsed_aTextThatIsNone_shouldBeOneFaultAndNotReachTheParser() {
        var fields = fields("{\"sku\": 5}");

        assertThat(fields.parsed("sku", 64, text -> {
            throw new AssertionError("parsed " + text);
        })).isEmpty();
        assertThat(faults(fields)).containsExactly(new FieldError("sku", "must be a text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"n\": 0}", "{\"n\": 1000}", "{\"n\": -1}", "{\"n\": 1.5}", "{\"n\": 1.0}",
            "{\"n\": 1e2}",
            "{\"n\": \"2\"}", "{\"n\": true}", "{\"n\": 99999999999999999999}", "{\"n\": []}"})
    void integer_thatIsNoneOrOutOfBounds_shouldBeAFaultAndReadAsTheLeast(String json) {
        var fields = fields(json);

        assertThat(fields.integer("n", 1, 999)).isEqualTo(1);
        assertThat(faults(fields)).containsExactly(new FieldError("n", "must be a whole number from 1 to 999"));
    }

    @Test
    void integer_atItsBounds_shouldBeTaken() {
        assertThat(fields("{\"n\": 1}").integer("n", 1, 999)).isEqualTo(1);
        assertThat(fields("{\"n\": 999}").integer("n", 1, 999)).isEqualTo(999);
        assertThat(fields("{\"n\": -9223372036854775808}").integer("n", Long.MIN_VALUE, 0)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void integer_thatIsAbsent_shouldBeAFaultUnlessThereIsAFallback() {
        var fields = fields("{\"n\": null}");

        assertThat(fields.integer("n", 1, 999, 7)).isEqualTo(7);
        assertThat(faults(fields)).isEmpty();
        fields.integer("n", 1, 999);
        assertThat(faults(fields)).containsExactly(new FieldError("n", "is required"));
    }

    @Test
    void flag_shouldBeATruthValueOrTheFallback() {
        assertThat(fields("{\"f\": true}").flag("f", false)).isTrue();
        assertThat(fields("{}").flag("f", true)).isTrue();

        var bad = fields("{\"f\": \"true\"}");
        assertThat(bad.flag("f", true)).isFalse();
        assertThat(faults(bad)).containsExactly(new FieldError("f", "must be true or false"));
    }

    @Test
    void object_shouldNameFaultsByTheirPath() {
        var fields = fields("{\"a\": {\"b\": {\"c\": 5}}}");

        fields.object("a").object("b").text("c", 1, 5);

        assertThat(faults(fields)).containsExactly(new FieldError("a.b.c", "must be a text"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{} | is required", "{\"a\": null} | is required",
            "{\"a\": 5} | must be an object", "{\"a\": []} | must be an object"})
    void object_thatIsNone_shouldBeOneFaultAndNoneOfItsFields(String json, String message) {
        var fields = fields(json);

        fields.object("a").text("b", 1, 5);

        assertThat(faults(fields)).containsExactly(new FieldError("a", message));
    }

    @Test
    void optionalObject_shouldBeEmptyWhenAbsentAndKeepItsFaultsWhenThere() {
        assertThat(fields("{}").optionalObject("a")).isEmpty();

        var fields = fields("{\"a\": {}}");
        fields.optionalObject("a").orElseThrow().text("b", 1, 5);
        assertThat(faults(fields)).extracting(FieldError::field).containsExactly("a.b");
    }

    @Test
    void objects_shouldNameFaultsByTheirIndex() {
        var fields = fields("{\"lines\": [{\"n\": 1}, 7, {\"n\": 0}]}");

        var lines = fields.objects("lines", 1, 3);
        lines.forEach(line -> line.integer("n", 1, 9));

        assertThat(lines).hasSize(2);
        assertThat(faults(fields)).containsExactly(
                new FieldError("lines[1]", "must be an object"),
                new FieldError("lines[2].n", "must be a whole number from 1 to 9"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{}                          | is required",
            "{\"lines\": {}}             | must be a list",
            "{\"lines\": []}             | must have 1 to 2 entries",
            "{\"lines\": [{}, {}, {}]}   | must have 1 to 2 entries"})
    void objects_thatAreNoSuchList_shouldBeAFaultAndReadAsNone(String json, String message) {
        var fields = fields(json);

        assertThat(fields.objects("lines", 1, 2)).isEmpty();
        assertThat(faults(fields)).containsExactly(new FieldError("lines", message));
    }

    @Test
    void texts_shouldBeStrippedAndMayBeAbsent() {
        assertThat(fields("{\"tags\": [\" a \", \"b\"]}").texts("tags", 2, 1)).containsExactly("a", "b");
        assertThat(fields("{}").texts("tags", 2, 1)).isEmpty();
    }

    @Test
    void texts_thatAreNone_shouldBeNamedByTheirIndex() {
        var fields = fields("{\"tags\": [\"a\", \"\", 5, \"abc\", \"\\u0007\"]}");

        fields.texts("tags", 5, 2);

        assertThat(faults(fields)).extracting(FieldError::field)
                .containsExactly("tags[1]", "tags[2]", "tags[3]", "tags[4]");
    }

    @Test
    void check_shouldNameEveryFaultAtOnce() {
        var fields = fields("{\"n\": 0}");
        fields.text("name", 1, 5);
        fields.integer("n", 1, 9);
        fields.reject("other", "is not what we agreed");

        var problem = catchThrowableOfType(ProblemException.class, fields::check).problem();

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).isEqualTo("Check: name, n, other");
        assertThat(problem.errors()).extracting(FieldError::field).containsExactly("name", "n", "other");
    }

    @Test
    void rows_oneFaulty_shouldBeFaultyAlone() {
        var fields = fields("{\"rows\": [{\"n\": 1}, {\"n\": \"x\"}, 7, {\"n\": 2}]}");

        var rows = fields.rows("rows", 1, 4);
        var numbers = rows.stream().map(row -> row.integer("n", 0, 9)).toList();

        assertThat(numbers).containsExactly(1L, 0L, 0L, 2L);
        assertThat(faults(fields)).isEmpty();
        assertThat(rows).extracting(row -> row.problem().map(Problem::errors).stream().flatMap(List::stream)
                .map(FieldError::field).distinct().toList())
                .containsExactly(List.of(), List.of("rows[1].n"), List.of("rows[2]", "rows[2].n"), List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"rows\": null}", "{\"rows\": {}}", "{\"rows\": []}", "{\"rows\": [{}, {}]}"})
    void rows_noListOfTheSize_shouldBeAFaultOfTheObject(String json) {
        var fields = fields(json);

        assertThat(fields.rows("rows", 1, 1)).isEmpty();
        assertThat(faults(fields)).extracting(FieldError::field).containsExactly("rows");
    }

    @Test
    void check_withoutFaults_shouldPass() {
        assertThatCode(fields("{}")::check).doesNotThrowAnyException();
    }

    private static Fields fields(String json) {
        return new Fields(Json.read(json, JsonNode.class));
    }

    private static List<FieldError> faults(Fields fields) {
        var thrown = catchThrowableOfType(ProblemException.class, fields::check);
        return thrown == null ? List.of() : thrown.problem().errors();
    }

    /** A type that a field is parsed into. */
    private record Sku(String value) {
        Sku {
            if (!value.matches("[A-Z]+")) {
                throw new IllegalArgumentException("must be a SKU");
            }
        }
    }
}
