package dev.stampede.contracts.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderNumberTest {

    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final OrderId ID = OrderKey.ofKey("test", "1").orderId();
    private static final String NUMBER = OrderNumber.of(ID).value();
    /** Numbers are in mails that were sent: they must never change. */
    private static final String EXPECTED = "YVA2-UA56-YNM3";

    @Test
    void of_sameOrder_shouldAlwaysBeTheSame() {
        assertThat(OrderNumber.of(ID)).isEqualTo(OrderNumber.of(ID));
        assertThat(NUMBER).matches("[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}");
        assertThat(OrderNumber.of(ID).value()).isEqualTo(EXPECTED);
    }

    @Test
    void of_manyOrders_shouldDiffer() {
        assertThat(IntStream.range(0, 5000)
                .mapToObj(name -> OrderNumber.of(OrderKey.ofKey("test", "" + name).orderId())))
                        .doesNotHaveDuplicates();
    }

    @Test
    void parse_asPeopleTypeIt_shouldBeTheSameNumber() {
        assertThat(OrderNumber.parse(NUMBER).value()).isEqualTo(NUMBER);
        assertThat(OrderNumber.parse(" " + NUMBER.toLowerCase(Locale.ROOT) + " ").value()).isEqualTo(NUMBER);
        assertThat(OrderNumber.parse(NUMBER.replace("-", "")).value()).isEqualTo(NUMBER);
        assertThat(OrderNumber.parse(NUMBER.replace("-", " ")).value()).isEqualTo(NUMBER);
        assertThat(OrderNumber.parse(NUMBER.replace("-", "\u2013")).value()).isEqualTo(NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7KQ2", "7KQ2-M9XD-4T60", "ref_0000", "7KQ2-M9XD-4T6V-7KQ2", "Straße-M9XD-4T"})
    void parse_anythingElse_shouldBeRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> OrderNumber.parse(text));
    }

    @Test
    void parse_anyWrongCharacter_shouldBeRefused() {
        var plain = NUMBER.replace("-", "");
        for (var index = 0; index < plain.length(); index++) {
            for (var other : ALPHABET.toCharArray()) {
                if (other != plain.charAt(index)) {
                    var wrong = plain.substring(0, index) + other + plain.substring(index + 1);
                    assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> OrderNumber.parse(wrong));
                }
            }
        }
    }

    @Test
    void parse_anyTwoCharactersSwapped_shouldBeRefused() {
        var plain = NUMBER.replace("-", "");
        for (var one = 0; one < plain.length(); one++) {
            for (var other = one + 1; other < plain.length(); other++) {
                if (plain.charAt(one) != plain.charAt(other)) {
                    var swapped = new StringBuilder(plain);
                    swapped.setCharAt(one, plain.charAt(other));
                    swapped.setCharAt(other, plain.charAt(one));
                    assertThatIllegalArgumentException().isThrownBy(() -> OrderNumber.parse(swapped.toString()));
                }
            }
        }
    }
}
