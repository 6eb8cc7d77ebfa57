package dev.stampede.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stampede.contracts.id.Sku;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {

    @Test
    void csv_shouldBeAsRfc4180SaysWithAByteOrderMark() {
        var rows = new Rows(ReportFormat.CSV, List.of("text", "number"));
        rows.addHeader();
        rows.add("plain", 1);
        rows.add("a \"quoted\", one", -5L);
        rows.add("two\nlines", null);
        rows.add(" space", new BigDecimal("19.50"));
        rows.add("Zoë 東京", true);

        assertThat(text(rows)).isEqualTo("\uFEFFtext,number\r\nplain,1\r\n\"a \"\"quoted\"\", one\",-5\r\n"
                + "\"two\nlines\",\r\n\" space\",19.50\r\nZoë 東京,true\r\n");
        assertThat(rows.count()).isEqualTo(5);
        assertThat(rows.size()).isEqualTo(rows.toBytes().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "=1", "+A1", "-2+3+cmd|' /C calc'!A0", "+49 30 1234 ext. 5", "-SUM(A1)", "@SUM(A1)",
            "＝1",
            "＋1", "'=1", "+1-202-555-0100", "+49 30/1234", "-2-3", "-", "\t1"})
    void csv_textThatIsAFormula_shouldBeText(String text) {
        assertThat(cell(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+49 30 1234", "+493012345", "+1 (202) 555 0100", "-1", "-12.50", "'s-Hertogenbosch",
            "'+49 30 1234", "030 1234"})
    void csv_phoneNumberOrNumber_shouldBeAsItIs(String text) {
        assertThat(cell(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1", "'=1", "''=1", "+49 30 1234", "'+49 30 1234", "+x", "'s-Hertogenbosch", "-12.50",
            "@a", "＝1", "'＋1", "\t1", "-2-3"})
    void csv_withoutTheApostropheOfAFormula_shouldBeTheText(String text) {
        var written = cell(text);

        // What the contract says about reading.
        var isGuarded = written.matches("'+[=+@\t＝＋－＠-].*") && !written.matches("'+(\\+[0-9 ()]+|-[0-9]+(\\.[0-9]+)?)");
        var read = isGuarded ? written.substring(1) : written;
        assertThat(read).isEqualTo(text);
    }

    @Test
    void csv_negativeAmount_shouldBeANumber() {
        var rows = new Rows(ReportFormat.CSV, List.of("minor", "major"));
        rows.add(-1250L, new BigDecimal("-12.50"));

        assertThat(text(rows)).isEqualTo("-1250,-12.50\r\n");
    }

    private static String cell(String text) {
        var rows = new Rows(ReportFormat.CSV, List.of("text"));
        rows.add(text);
        return text(rows).strip();
    }

    @Test
    void csv_formulaBehindATab_shouldBeText() {
        var rows = new Rows(ReportFormat.CSV, List.of("text", "sku"));
        rows.add("\t=HYPERLINK(\"https://example.com\",\"x\")", new Sku("A-1"));

        assertThat(text(rows)).isEqualTo("\"'\t=HYPERLINK(\"\"https://example.com\"\",\"\"x\"\")\",A-1\r\n");
    }

    @Test
    void csv_firstCellWithoutAValue_shouldBeThere() {
        var rows = new Rows(ReportFormat.CSV, List.of("a", "b", "c"));
        rows.add(null, null, "c");

        assertThat(text(rows)).isEqualTo(",,c\r\n");
    }

    @Test
    void jsonLines_shouldHaveTheMembersThatHaveValues() {
        var rows = new Rows(ReportFormat.JSONL, List.of("text", "number", "none", "at", "day", "sku"));
        rows.addHeader();
        rows.add("=1", 5L, null, Instant.parse("2026-06-01T12:00:00Z"), LocalDate.parse("2026-06-01"), new Sku("A-1"));

        assertThat(text(rows)).isEqualTo("{\"text\":\"=1\",\"number\":5,\"at\":\"2026-06-01T12:00:00Z\","
                + "\"day\":\"2026-06-01\",\"sku\":\"A-1\"}\n");
    }

    @Test
    void add_wrongNumberOfValues_shouldBeRefused() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> new Rows(ReportFormat.CSV, List.of("a", "b")).add("one"));
    }

    private static String text(Rows rows) {
        return new String(rows.toBytes(), StandardCharsets.UTF_8);
    }
}
