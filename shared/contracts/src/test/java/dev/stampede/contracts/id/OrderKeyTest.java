package dev.stampede.contracts.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stampede.runtime.json.Json;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderKeyTest {

    private static final CartId CART = new CartId("crt_" + "0".repeat(32));
    private static final OrderKey KEY = OrderKey.ofCart(CART, 0);

    /** Keys are stored for years, so their derivation must not change. */
    @Test
    void ofAPurchase_shouldNeverChange() {
        assertThat(KEY.value()).isEqualTo("ord_t45e0rpzjnwdakbm047d1j53vt3qnmwh");
        assertThat(KEY.orderId().value()).isEqualTo("ref_jv77mpfgepw9ntjer85tsr1n0w9q3qcg");
    }

    @Test
    void ofPurchases_shouldBeDifferent() {
        var keys = Stream.concat(
                IntStream.range(0, 20).mapToObj(attempt -> OrderKey.ofCart(CART, attempt)),
                Stream.of(OrderKey.ofKey("guest", "1"), OrderKey.ofKey("guest1", ""),
                        OrderKey.ofKey("customer/1", "1")));

        assertThat(keys.flatMap(key -> Stream.of(key.value(), key.orderId().value())))
                .doesNotHaveDuplicates()
                .hasSize(46);
    }

    @Test
    void orderId_shouldHaveNothingOfTheKey() {
        assertThat(KEY.orderId().value()).doesNotContain(KEY.value().substring("ord_".length()));
    }

    @Test
    void toString_shouldNotShowAKey() {
        assertThat(KEY).hasToString("ord_...");
        assertThat(CART).hasToString("crt_...");
        assertThat(OrderHandle.of(KEY)).hasToString(KEY.orderId().value());
        assertThat(Json.write(Map.of("orderId", KEY, "cartId", CART)))
                .contains("\"" + KEY.value() + "\"", "\"" + CART.value() + "\"");
    }

    @Test
    void handle_shouldTellKeysFromReferences() {
        assertThat(OrderHandle.parse(KEY.value())).isEqualTo(OrderHandle.of(KEY));
        assertThat(OrderHandle.parse(KEY.orderId().value())).isEqualTo(OrderHandle.of(KEY.orderId()));
        assertThat(OrderHandle.of(KEY).id()).isEqualTo(OrderHandle.of(KEY.orderId()).id());
        assertThat(OrderHandle.of(KEY).isKey()).isTrue();
        assertThat(OrderHandle.of(KEY.orderId()).isKey()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ord_", "ref_", "ord_1", "crt_00000000000000000000000000000000",
            "ref_0000000000000000000000000000000", "ref_0000000000000000000000000000000U",
            "REF_00000000000000000000000000000000"})
    void handle_ofNeitherForm_shouldBeRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> OrderHandle.parse(text));
    }
}
