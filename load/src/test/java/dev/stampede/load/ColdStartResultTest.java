package dev.stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.load.ColdStartResult.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColdStartResultTest {

    private static final Row EMPTY = row("empty handler", false, false, 400);

    @Test
    void exceeded_shouldCompareMediansWithTheMaximumOfTheirKind() {
        var plain = row("A", false, true, 1_000);
        var slowPlain = row("B", false, true, 1_004);
        var aot = row("A", true, true, 480);
        var slowAot = row("B", true, true, 481);
        assertThat(result(plain, slowPlain, aot, slowAot).exceeded()).containsExactly(slowPlain, slowAot);
    }

    @Test
    void exceeded_shouldNotJudgeOtherBuilds() {
        var result = result(row("A before", false, false, 4_000));
        assertThat(result.exceeded()).isEmpty();
        assertThat(result.text()).contains("A before", "10.00").endsWith("holds");
    }

    @Test
    void text_shouldNameWhatIsExceeded() {
        assertThat(result(row("A", true, true, 600)).text()).endsWith("EXCEEDED: A, AOT: 1.50 times, at most 1.20");
    }

    private static ColdStartResult result(Row... rows) {
        return new ColdStartResult("./stampede bench coldstart", 3, "", EMPTY, List.of(rows), 2.5, 1.2);
    }

    /** One start is much slower, which does not change the median. */
    private static Row row(String name, boolean aot, boolean isJudged, long median) {
        return new Row(name, aot, isJudged, 1_000_000, Percentiles.of(List.of(1L, 2L, 3L)),
                Percentiles.of(List.of(median - 1, median, 60_000L)));
    }
}
