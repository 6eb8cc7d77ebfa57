package dev.stampede.local.lab.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ValuesTest {

    @Test
    void size_textBeyondAscii_shouldCountUtf8BytesOfNameAndValue() {
        assertThat(Values.size(Map.of("né", AttributeValue.fromS("日本")))).isEqualTo(3 + 6);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "12, 2", "123, 3", "-1, 3", "1200, 2", "1e20, 2", "0.05, 2", "12.3, 3", "123.4, 4",
            "-0.001, 3", "12345678901234567890123456789012345678, 20"})
    void size_number_shouldCountPairsOfSignificantDigits(String number, int bytes) {
        assertThat(Values.size(AttributeValue.fromN(number))).isEqualTo(bytes);
    }

    @Test
    void size_binary_shouldCountRawBytes() {
        assertThat(Values.size(AttributeValue.fromB(SdkBytes.fromByteArray(new byte[7])))).isEqualTo(7);
    }

    @Test
    void size_booleanAndNull_shouldBeOneByte() {
        assertThat(Values.size(AttributeValue.fromBool(false))).isOne();
        assertThat(Values.size(AttributeValue.fromNul(true))).isOne();
    }

    @Test
    void size_listsAndMaps_shouldAddThreeBytesAndOneForEachElement() {
        var list = AttributeValue.fromL(List.of(AttributeValue.fromS("a"), AttributeValue.fromS("bc")));

        assertThat(Values.size(AttributeValue.fromL(List.of()))).isEqualTo(3);
        assertThat(Values.size(list)).isEqualTo(3 + 2 + 3);
        assertThat(Values.size(AttributeValue.fromM(Map.of("kk", list)))).isEqualTo(3 + 1 + 2 + 8);
    }

    @Test
    void size_sets_shouldAddUpElements() {
        assertThat(Values.size(AttributeValue.fromSs(List.of("aa", "b")))).isEqualTo(3);
        assertThat(Values.size(AttributeValue.fromNs(List.of("1", "123")))).isEqualTo(5);
        assertThat(Values.size(AttributeValue.fromBs(List.of(SdkBytes.fromByteArray(new byte[4]))))).isEqualTo(4);
    }

    @Test
    void text_equalNumbersWrittenDifferently_shouldBeTheSame() {
        assertThat(Values.text(AttributeValue.fromN("10"))).isEqualTo(Values.text(AttributeValue.fromN("1e1")));
    }

    @Test
    void text_numberAndTextOfTheSameForm_shouldDiffer() {
        assertThat(Values.text(AttributeValue.fromN("1"))).isNotEqualTo(Values.text(AttributeValue.fromS("1")));
    }
}
