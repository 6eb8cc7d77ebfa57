package dev.stampede.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class SvgTest {

    @Test
    void plots_ofAnyNames_shouldBeWellFormed() {
        assertThatCode(() -> parse(Svg.lines("a < b", Map.of("x & 'y'", List.of(1L, 5L, 2L)))))
                .doesNotThrowAnyException();
        assertThatCode(() -> parse(Svg.bars(Map.of("<table>/index", 2.5), "%.2f"))).doesNotThrowAnyException();
    }

    @Test
    void plots_ofNothing_shouldBeWellFormed() {
        assertThatCode(() -> parse(Svg.lines("seconds", Map.of("none", List.of())))).doesNotThrowAnyException();
        assertThatCode(() -> parse(Svg.bars(Map.of(), "%.2f"))).doesNotThrowAnyException();
    }

    @Test
    void lines_shouldPutTheHighestValueAtTheTopAndZeroAtTheBottom() throws Exception {
        var plot = parse(Svg.lines("seconds", Map.of("orders", List.of(0L, 100L))));

        var points = plot.getElementsByTagName("polyline").item(0).getAttributes().getNamedItem("points")
                .getNodeValue();
        assertThat(points.split(" ")).satisfiesExactly(first -> assertThat(first).endsWith(",230.0"),
                second -> assertThat(second).endsWith(",24.0"));
    }

    private static org.w3c.dom.Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
