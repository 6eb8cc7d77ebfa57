package dev.stampede.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stampede.load.Scenario.Line;
import dev.stampede.load.Scenario.Units;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTest {

    @Test
    void lines_ofTwoSkus_shouldBeNamedInOppositeOrders() {
        var scenario = scenario(2, "1", 1);

        assertThat(scenario.lines(0)).extracting(Line::sku).containsExactly("BENCH-A", "BENCH-B");
        assertThat(scenario.lines(1)).extracting(Line::sku).containsExactly("BENCH-B", "BENCH-A");
    }

    @Test
    void lines_ofARangeOfUnits_shouldUseAllOfItAndNoMore() {
        var scenario = scenario(1, "1..5", 1);

        assertThat(IntStream.range(0, 200).mapToObj(scenario::lines).flatMap(List::stream).map(Line::units))
                .containsOnly(1, 2, 3, 4, 5);
    }

    @Test
    void lines_ofTheSameSeed_shouldBeTheSame() {
        assertThat(all(scenario(2, "1..9", 4))).isEqualTo(all(scenario(2, "1..9", 4)))
                .isNotEqualTo(all(scenario(2, "1..9", 5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5..1", "a", "1..", "..5", "1000", ""})
    void units_thatAreNoRange_shouldBeRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Units.parse(text)).withMessageContaining("--units");
    }

    private static List<List<Line>> all(Scenario scenario) {
        return IntStream.range(0, 50).mapToObj(scenario::lines).toList();
    }

    static Scenario scenario(int skus, String units, long seed) {
        return new Scenario(40, 8, 0, 30, 4, Units.parse(units), skus, false, 0, 0, null, 0, seed);
    }
}
