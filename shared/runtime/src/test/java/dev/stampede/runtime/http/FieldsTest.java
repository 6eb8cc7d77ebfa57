package dev.stampede.runtime.http;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.runtime.http.Fields.Type;
import dev.stampede.runtime.http.Problem.FieldError;
import dev.stampede.runtime.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @Test
    void text_shouldBeStripped() {
        var fields = fields("{\"name\": \"  Tea  pot \"}");

        assertThat(fields.text("name", 1, 8)).isEqualTo("Tea  pot");
        assertThat(faults(fields)).isEmpty();
    }

    @Test
    void ofJson_shouldReportWhatIsWrongWithTheWholeUnderItsName() {
        assertThat(Fields.ofJson("row", "{")).isEmpty();
        var notAnObject = Fields.ofJson("row", "[1]").orElseThrow();
        notAnObject.text("name", 1, 8);
        assertThat(faults(notAnObject)).containsExactly(new FieldError("row", "must be an object"));
        var read = Fields.ofJson("row", "{\"name\": \"tea\", \"more\": 1}").orElseThrow();
        assertThat(read.text("name", 1, 8)).isEqualTo("tea");
        assertThat(faults(read)).containsExactly(new FieldError("more", "is not a known field"));
    }

    @Test
    void lines_shouldBeStrippedAndMayHoldLineFeedsAndTabs() {
        var fields = fields("{\"about\": \"\\n Tea\\n\\tpot \\n\"}");

        assertThat(fields.optionalLines("about", 8)).contains("Tea\n\tpot");
        assertThat(faults(fields)).isEmpty();
        assertThat(fields("{}").optionalLines("about", 8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\r", "\\u0000", "\\u0085", "\\u2028", "\\ufffd", "\\udc00", "\\u202e", "\\u2066"})
    void lines_withOtherSpecialCharacters_shouldBeAFault(String character) {
        var fields = fields("{\"about\": \"a" + character + "b\"}");

        assertThat(fields.optionalLines("about", 8)).isEmpty();
        assertThat(faults(fields)).extracting(FieldError::field).containsExactly("about");
    }

    @ParameterizedTest
    @ValueSource(strings = {"שלום\u200e!", "سلام\u061c.", "क्\u200dष", "👩\u200d🔬", "Ångström"})
    void text_ofAnyLanguage_shouldBeTaken(String text) {
        var fields = fields("{\"name\": \"" + text + "\"}");

        assertThat(fields.text("name", 1, 20)).isEqualTo(text);
        assertThat(faults(fields)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{}                        | is required",
            "{\"name\": null}          | is required",
            "{\"name\": 1}             | must be a string",
            "{\"name\": []}            | must be a string",
            "{\"name\": \"  \"}        | must be 2 to 4 characters long",
            "{\"name\": \" a \"}       | must be 2 to 4 characters long",
            "{\"name\": \"abcde\"}     | must be 2 to 4 characters long",
            "{\"name\": \"a\\u0000b\"} | must not contain control characters or line breaks",
            "{\"name\": \"a\\u001bb\"} | must not contain control characters or line breaks",
            "{\"name\": \"a\\rb\"}     | must not contain control characters or line breaks",
            "{\"name\": \"a\\ud800\"}  | must be valid Unicode without U+FFFD",
            "{\"name\": \"a\\udc00\"}  | must be valid Unicode without U+FFFD",
            "{\"name\": \"a\\nb\"}  | must not contain control characters or line breaks",
            "{\"name\": \"ab\\n\"}  | must not contain control characters or line breaks",
            "{\"name\": \"a\\tb\"}  | must not contain control characters or line breaks",
            "{\"name\": \"a\\u007fb\"}  | must not contain control characters or line breaks",
            "{\"name\": \"a\\u0085b\"}  | must not contain control characters or line breaks",
            "{\"name\": \"a\\u2028b\"}  | must not contain control characters or line breaks",
            "{\"name\": \"a\\ufffdb\"}  | must be valid Unicode without U+FFFD",
            "{\"name\": \"a\\u202eb\"}  | must not contain characters that override text direction",
            "{\"name\": \"a\\u202ab\"}  | must not contain characters that override text direction",
            "{\"name\": \"a\\u2069b\"}  | must not contain characters that override text direction"})
    void text_thatIsNone_shouldBeAFaultAndReadAsEmpty(String json, String message) {
        var fields = fields(json);

        assertThat(fields.text("name", 2, 4)).isEmpty();
        assertThat(faults(fields)).containsExactly(new FieldError("name", message));
    }

    @Test
    void text_atItsBounds_shouldBeTaken() {
        assertThat(fields("{\"name\": \"ab\"}").text("name", 2, 4)).isEqualTo("ab");
        assertThat(fields("{\"name\": \"abcd\"}").text("name", 2, 4)).isEqualTo("abcd");
        // Characters are Unicode code points, as in JSON Schema.
        assertThat(fields("{\"name\": \"\\ud83c\\udf75\\ud83c\\udf75\"}").text("name", 2, 2)).isEqualTo("🍵🍵");
    }

    @Test
    void optionalText_absentOrBlank_shouldBeEmptyWithoutAFault() {
        for (var json : List.of("{}", "{\"name\": \" \"}")) {
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
        assertThat(faults(fields)).containsExactly(new FieldError("sku", "must be a string"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"n\": 0}", "{\"n\": 1000}", "{\"n\": -1}", "{\"n\": 1.5}", "{\"n\": 1.0}",
            "{\"n\": 1e2}",
            "{\"n\": \"2\"}", "{\"n\": true}", "{\"n\": 99999999999999999999}", "{\"n\": []}"})
    void integer_thatIsNoneOrOutOfBounds_shouldBeAFaultAndReadAsTheLeast(String json) {
        var fields = fields(json);

        assertThat(fields.integer("n", 1, 999)).isEqualTo(1);
        assertThat(faults(fields)).containsExactly(new FieldError("n", "must be an integer from 1 to 999"));
    }

    @Test
    void integer_atItsBounds_shouldBeTaken() {
        assertThat(fields("{\"n\": 1}").integer("n", 1, 999)).isEqualTo(1);
        assertThat(fields("{\"n\": 999}").integer("n", 1, 999)).isEqualTo(999);
        assertThat(fields("{\"n\": -9223372036854775808}").integer("n", Long.MIN_VALUE, 0)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void integer_thatIsAbsent_shouldBeAFaultUnlessThereIsAFallback() {
        var fields = fields("{}");

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

        assertThat(faults(fields)).containsExactly(new FieldError("a.b.c", "must be a string"));
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
                new FieldError("lines[2].n", "must be an integer from 1 to 9"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{}                          | is required",
            "{\"lines\": {}}             | must be an array",
            "{\"lines\": []}             | must have 1 to 2 items",
            "{\"lines\": [{}, {}, {}]}   | must have 1 to 2 items"})
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
        assertThat(problem.detail()).isEqualTo("Invalid fields: name, n, other");
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
                .containsExactly(List.of(), List.of("rows[1].n"), List.of("rows[2]"), List.of());
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

    @Test
    void check_withMembersThatNobodyAskedFor_shouldNameTheirPaths() {
        var fields = fields("""
                {"a": 1, "amount": null, "address": {"line1": "x", "Line2": 2}, "lines": [{"n": 1, "m": 2}],
                 "unread": {"b": 1}}
                """);
        fields.integer("a", 0, 9);
        fields.object("address").text("line1", 1, 9);
        fields.objects("lines", 1, 1).forEach(line -> line.integer("n", 0, 9));

        assertThat(faults(fields)).extracting(FieldError::field)
                .containsExactly("amount", "unread", "address.Line2", "lines[0].m");
        assertThat(faults(fields)).extracting(FieldError::message).containsOnly("is not a known field");
    }

    @Test
    void check_withoutWhatMayBeAbsent_shouldPass() {
        var fields = fields("{}");
        fields.has("a");
        fields.optionalText("b", 1);
        fields.optionalObject("c");
        fields.flag("d", true);

        assertThat(faults(fields)).isEmpty();
    }

    @Test
    void check_withNullForWhatMayBeAbsent_shouldNameIt() {
        var fields = fields("""
                {"a": null, "b": null, "c": null, "d": null, "e": null, "f": {"g": null}, "h": [{"i": null}]}
                """);
        fields.has("a");
        fields.optionalText("b", 1);
        fields.optionalObject("c");
        fields.flag("d", true);
        fields.integer("e", 0, 9, 0);
        fields.object("f").texts("g", 1, 1);
        fields.objects("h", 1, 1).forEach(row -> row.integer("i", 0, 9));

        assertThat(faults(fields)).containsExactlyInAnyOrder(
                new FieldError("a", "must not be null"), new FieldError("b", "must not be null"),
                new FieldError("c", "must not be null"), new FieldError("d", "must not be null"),
                new FieldError("e", "must not be null"), new FieldError("f.g", "must not be null"),
                new FieldError("h[0].i", "is required"));
    }

    @Test
    void check_withALongOrStrangeName_shouldShowItShortAndPlain() {
        var fields = fields("{\"" + "x".repeat(200) + "\": 1, \"a\\ud800\\nb\": 1}");

        assertThat(faults(fields)).extracting(FieldError::field).containsExactly("x".repeat(100), "a??b");
    }

    @Test
    void check_withMoreFaultsThanAnAnswerHolds_shouldNameTheFirst() {
        var members = IntStream.range(0, 2000).mapToObj(i -> "\"m" + i + "\": 1").collect(joining(", "));

        assertThat(faults(fields("{" + members + "}"))).hasSize(1000);
    }

    @Test
    void check_withOtherFaultsOfTheRequest_shouldNameThemToo() {
        var fields = new Fields(Json.read("{\"a\": 1}", JsonNode.class), () -> List.of(new FieldError("x", "y")));

        assertThat(faults(fields)).extracting(FieldError::field).containsExactly("a", "x");
    }

    @Test
    void type_shouldBeThatOfTheValue() {
        var fields = fields("""
                {"a": "x", "b": 1.5, "c": true, "d": [], "e": {}, "f": null}
                """);

        assertThat(fields.names()).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(Stream.of("a", "b", "c", "d", "e", "f", "g").map(fields::type)).containsExactly(
                Type.STRING, Type.NUMBER, Type.BOOLEAN, Type.ARRAY, Type.OBJECT, Type.NONE, Type.NONE);
        assertThat(faults(fields)).containsExactly(new FieldError("f", "must not be null"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "-1.50, -1.5", "0.000000000000001, 0.000000000000001", "1e3, 1000", "0, 0",
            "999999999999999, 999999999999999"})
    void number_shouldBeReadInFull(String json, BigDecimal number) {
        var fields = fields("{\"n\": " + json + "}");

        assertThat(fields.number("n")).isEqualTo(number);
        assertThat(faults(fields)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "true", "1e15", "1e999", "-1e99", "1e-16", "1234567890.1234567", "null"})
    void number_ofTooManyDigitsOrNone_shouldBeAFault(String json) {
        var fields = fields("{\"n\": " + json + "}");

        assertThat(fields.number("n")).isEqualTo(BigDecimal.ZERO);
        assertThat(faults(fields)).extracting(FieldError::field).containsExactly("n");
    }

    @Test
    void rows_ofTooManyBytes_shouldBeAFaultOfTheRow() {
        var rows = fields("{\"rows\": [{\"a\": \"\u00fc\"}, {\"a\": \"x\"}]}").rows("rows", 1, 2, 9);

        assertThat(rows.getFirst().problem().orElseThrow().errors()).extracting(FieldError::field)
                .containsExactly("rows[0]");
        assertThat(rows.getLast().text("a", 1, 1)).isEqualTo("x");
        assertThat(rows.getLast().problem()).isEmpty();
    }

    private static Fields fields(String json) {
        return new Fields(Json.read(json, JsonNode.class), List::of);
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
