package dev.stampede.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.http.EntityTags;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionTest {

    private static final Optional<CatalogEntry> CURRENT = Optional
            .of(CatalogEntry.created(SampleProducts.notebook(), Instant.ofEpochMilli(1234), "an-admin"));

    @ParameterizedTest
    @ValueSource(strings = {"\"1234\"", "*", "\"7\", \"1234\"", "\"1234-x_Y-z\"", "W/\"1234\"", "W/\"1234-x\""})
    void ifMatch_namingTheVersion_shouldHold(String header) {
        assertThat(Precondition.ifMatch(EntityTags.parse(header)).holds(CURRENT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1233\"", "\"12345\"", "W/\"1233\"", "\"\"", "\"-1234\""})
    void ifMatch_namingNoneOrAnother_shouldNotHold(String header) {
        assertThat(Precondition.ifMatch(EntityTags.parse(header)).holds(CURRENT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"1234\""})
    void ifMatch_withoutAProduct_shouldNotHold(String header) {
        assertThat(Precondition.ifMatch(EntityTags.parse(header)).holds(Optional.empty())).isFalse();
    }

    @Test
    void none_shouldAlwaysHold() {
        assertThat(Precondition.NONE.holds(Optional.empty())).isTrue();
        assertThat(Precondition.NONE.holds(CURRENT)).isTrue();
    }
}
