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

import dev.stampede.contracts.cart.CurrentCart;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CartTest {

    @Test
    void lines_shouldBeInTheOrderInWhichTheyWereAdded() {
        var cart = cart(line("TEA", 1, 2), line("MUG", 1, 3));

        var changed = cart.withLines(List.of(line("ART", 1, 4), line("MUG", 1, 3), line("TEA", 5, 2)));

        assertThat(changed.skus()).containsExactly(new Sku("TEA"), new Sku("MUG"), new Sku("ART"));
        assertThat(changed.line(new Sku("MUG"))).contains(line("MUG", 1, 3));
        assertThat(changed.line(new Sku("NONE"))).isEmpty();
    }

    @Test
    void linesWithout_shouldLeaveTheOthers() {
        var cart = cart(line("TEA", 1, 2), line("MUG", 1, 3));

        assertThat(cart.linesWithout(Set.of(new Sku("TEA"), new Sku("NONE")))).containsExactly(line("MUG", 1, 3));
    }

    @Test
    void view_shouldHaveWhatAnotherVersionNeedsToBeOrdered() {
        var view = cart(line("TEA", 2, 2)).view();

        assertThat(view).isEqualTo(new CurrentCart(
                Samples.CART_ID, 2, "EUR", List.of(new CurrentCart.Line(new Sku("TEA"), 2, 1000, 2000)), 2000));
        assertThat(cart().view().currency()).isNull();
    }

    @Test
    void total_shouldBeTheSumOfAllLines() {
        assertThat(cart(line("TEA", 2, 2), line("MUG", 3, 3)).subtotal()).isEqualTo(5000);
        assertThat(cart().subtotal()).isZero();
    }

    @Test
    void fit_shouldHoldUpToTheMaximumOfLines() {
        var full = IntStream.range(0, OrderPlaced.MAX_LINES).mapToObj(i -> line("SKU-" + i, 1, i + 2)).toList();

        assertThat(Cart.fit(full)).isTrue();
        assertThat(Cart.fit(Stream.concat(full.stream(), Stream.of(line("TEA", 1, 2))).toList())).isFalse();
    }

    @Test
    void fit_aSumAboveMoneysBound_shouldBeFalse() {
        var dear = new Money(Money.MAX_MINOR, "EUR");

        assertThat(Cart.fit(List.of(line("TEA", 1, dear, 2)))).isTrue();
        assertThat(Cart.fit(List.of(line("TEA", 999, dear, 2)))).isFalse();
        assertThat(Cart.fit(List.of(line("TEA", 1, dear, 2), line("MUG", 1, 3)))).isFalse();
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
