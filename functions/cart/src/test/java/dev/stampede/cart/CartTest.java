package dev.stampede.cart;

import static dev.stampede.cart.Samples.ALICE;
import static dev.stampede.cart.Samples.BOB;
import static dev.stampede.cart.Samples.GUEST;
import static dev.stampede.cart.Samples.NOW;
import static dev.stampede.cart.Samples.cart;
import static dev.stampede.cart.Samples.cartOf;
import static dev.stampede.cart.Samples.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CartTest {

    @Test
    void with_aSkuThatIsThere_shouldReplaceTheLineInItsPlace() {
        var cart = cart(line("TEA", 1, 2), line("MUG", 1, 3));

        var changed = cart.with(line("TEA", 5, cart.since(new Sku("TEA"))));

        assertThat(changed.lines()).containsExactly(line("TEA", 5, 2), line("MUG", 1, 3));
    }

    @Test
    void with_aNewSku_shouldComeLast() {
        var cart = cart(line("TEA", 1, 2), line("MUG", 1, 3));

        var changed = cart.with(line("ART", 1, cart.since(new Sku("ART"))));

        assertThat(changed.skus()).containsExactly(new Sku("TEA"), new Sku("MUG"), new Sku("ART"));
    }

    @Test
    void total_shouldBeTheSumOfAllLines() {
        assertThat(cart(line("TEA", 2, 2), line("MUG", 3, 3)).total()).isEqualTo(5000);
        assertThat(cart().total()).isZero();
    }

    @Test
    void isInCurrencyOf_shouldCompareWithTheOtherLinesOnly() {
        var inDollars = line("TEA", 1, new Money(900, "USD"), 2);

        assertThat(cart().isInCurrencyOf(inDollars)).isTrue();
        assertThat(cart(line("TEA", 1, 2)).isInCurrencyOf(inDollars)).isTrue();
        assertThat(cart(line("TEA", 1, 2), line("MUG", 1, 3)).isInCurrencyOf(inDollars)).isFalse();
    }

    @Test
    void hasRoomFor_aFullCart_shouldOnlyHoldForItsOwnSkus() {
        var full = cart(IntStream.range(0, OrderPlaced.MAX_LINES).mapToObj(i -> line("SKU-" + i, 1, i + 2))
                .toArray(CartLine[]::new));

        assertThat(full.hasRoomFor(new Sku("SKU-7"))).isTrue();
        assertThat(full.hasRoomFor(new Sku("TEA"))).isFalse();
    }

    @Test
    void takes_aSumAboveMoneysBound_shouldBeFalse() {
        var dear = new Money(Money.MAX_MINOR, "EUR");

        assertThat(cart().takes(line("TEA", 1, dear, 2))).isTrue();
        assertThat(cart().takes(line("TEA", 999, dear, 2))).isFalse();
        assertThat(cart(line("TEA", 1, dear, 2)).takes(line("MUG", 1, 3))).isFalse();
    }

    @Test
    void isOpenTo_shouldBeEverybodyUntilClaimedAndThenTheOwner() {
        assertThat(cart().isOpenTo(GUEST)).isTrue();
        assertThat(cart().isOpenTo(BOB)).isTrue();
        assertThat(cartOf("alice").isOpenTo(ALICE)).isTrue();
        assertThat(cartOf("alice").isOpenTo(BOB)).isFalse();
        assertThat(cartOf("alice").isOpenTo(GUEST)).isFalse();
    }

    @Test
    void isExpired_shouldHoldFromTheInstantOn() {
        assertThat(cart().isExpired(cart().expiresAt().minusMillis(1))).isFalse();
        assertThat(cart().isExpired(cart().expiresAt())).isTrue();
    }

    @Test
    void next_shouldBeOneVersionLaterAndLiveOnFromNow() {
        var later = NOW.plusSeconds(60);

        var next = cart(line("TEA", 1, 2)).next(later, Duration.ofDays(1));

        assertThat(next.version()).isEqualTo(3);
        assertThat(next.createdAt()).isEqualTo(NOW);
        assertThat(next.updatedAt()).isEqualTo(later);
        assertThat(next.expiresAt()).isEqualTo(later.plus(Duration.ofDays(1)));
    }

    @Test
    void construction_withTwoCurrenciesOrOneSkuTwice_shouldFail() {
        assertThatThrownBy(() -> cart(line("TEA", 1, 2), line("MUG", 1, new Money(1, "USD"), 3)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cart(line("TEA", 1, 2), line("TEA", 2, 3)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void line_withAQuantityOutOfBounds_shouldFail() {
        assertThatThrownBy(() -> line("TEA", 0, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line("TEA", 1000, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
