package dev.stampede.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    record Id(String value) implements StringValue {}

    enum Kind {
        ONE {
            @Override
            public String toString() {
                return "first";
            }
        },
        TWO
    }

    record Inner(@Nullable String text, int number, @Nullable Long large) {}

    record Outer(Id id, Kind kind, Instant at, List<Inner> inner, Map<String, @Nullable Object> more, boolean done) {}

    record WithGetter(String name) {
        public boolean isLong() {
            return name.length() > 3;
        }

        public String getShort() {
            return name.substring(0, 1);
        }
    }

    record WithAnnotations(@JsonProperty("other") String name, @JsonRawValue String raw) {}

    record Nested(WithGetter getter, Inner inner, Set<Id> ids, double ratio, BigDecimal exact) {}

    sealed interface Shape {
        record Circle(int radius) implements Shape {}
    }

    record Drawing(Shape shape, Object any) {}

    static Stream<Object> values() {
        var nulls = new LinkedHashMap<String, @Nullable Object>();
        nulls.put("there", 1);
        nulls.put("missing", null);
        var inner = new Inner(null, Integer.MIN_VALUE, Long.MAX_VALUE);
        return Stream.of("text \" \\ \n \u0000 \u2028 é 😀", 1, 2L, true, 1.5, 1e300, Float.MIN_VALUE,
                new BigDecimal("1.10"),
                Kind.ONE, Kind.TWO, Instant.parse("2026-06-01T12:00:00.120Z"), new Id("id_1"), nulls, inner,
                Map.of(), List.of(), List.of(List.of(1), List.of()), Arrays.asList(1, null, "x"),
                new TreeMap<>(Map.of("b", List.of(Kind.ONE), "a", Map.of("c", new Id("x")))),
                new Outer(new Id("id_1"), Kind.ONE, Instant.EPOCH, List.of(inner, inner), nulls, false),
                new WithGetter("name"), new WithAnnotations("name", "[1]"),
                new Nested(new WithGetter("name"), inner, Collections.singleton(new Id("x")), 0.1, BigDecimal.ONE),
                new Drawing(new Shape.Circle(3), List.of(Map.of("k", 1L))), Map.of(Kind.ONE, 1), Map.of(new Id("x"), 1),
                new int[] {1, 2}, new String[] {"a"}, Set.of(1));
    }

    @ParameterizedTest
    @MethodSource("values")
    void write_shouldBeWhatTheMapperWrites(Object value) throws JsonProcessingException {
        assertThat(Json.write(value)).isEqualTo(Json.mapped(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "1", "12345678901", "123456789012345678901234567890", "1.5", "1e400",
            "-0",
            "\"x\"", "true", "{\"a\":[1,{\"b\":null,\"c\":[[]]}],\"d\":\"\\u00e9\"}", " {\"a\" : false } "})
    void parse_shouldBeWhatTheMapperReads(String json) throws JsonProcessingException {
        var tree = Json.parse(json);
        assertThat(tree).isEqualTo(Json.mappedTree(json));
        assertThat(Json.write(tree)).isEqualTo(Json.mapped(tree));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1", "{\"a\":1,\"a\":2}", "1 2", "{} x", "{}{}", "nul", "'x'", "]", "{\"a\" 1}",
            "NaN",
            "[1,]"})
    void parse_invalid_shouldBeRefused(String json) {
        assertThatExceptionOfType(JsonProcessingException.class).isThrownBy(() -> Json.parse(json));
    }

    @Test
    void parse_tooDeep_shouldBeRefused() throws JsonProcessingException {
        assertThat(Json.parse("[".repeat(32) + "]".repeat(32)).isArray()).isTrue();
        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> Json.parse("[".repeat(33) + "]".repeat(33)));
    }

    @Test
    void parse_nothing_shouldBeMissing() throws JsonProcessingException {
        assertThat(Json.parse("").isMissingNode()).isTrue();
    }

    @Test
    void read_asATree_shouldBeOfThatType() {
        assertThat(Json.read("{\"a\":1}", ObjectNode.class).path("a").asInt()).isEqualTo(1);
        assertThat(Json.read("[1]", JsonNode.class).isArray()).isTrue();
        assertThat(Json.read("null", JsonNode.class).isNull()).isTrue();
        for (var other : List.of("[1]", "null", "", "{} {}")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Json.read(other, ObjectNode.class));
        }
    }

    @Test
    void write_whatNoMapperWrites_shouldFail() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.write(new Drawing(new Shape.Circle(1), new Object())));
    }
}
