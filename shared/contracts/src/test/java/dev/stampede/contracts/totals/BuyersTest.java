package dev.stampede.contracts.totals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.testing.Orders;
import dev.stampede.contracts.testing.SampleRules;
import dev.stampede.contracts.totals.Promotion.Conditions;
import dev.stampede.contracts.totals.Promotion.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuyersTest {

    private Instant now = Orders.NOW;
    private final List<String> askedAbout = new ArrayList<>();
    private final List<Set<String>> askedUses = new ArrayList<>();
    private final Set<String> usedUp = new HashSet<>();
    private final Buyers buyers = new Buyers(customer -> {
        askedAbout.add(customer);
        return customer.equals("bob");
    }, codes -> {
        askedUses.add(Set.copyOf(codes));
        var found = new HashSet<>(codes);
        found.retainAll(usedUp);
        return found;
    }, ((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @Test
    void of_rulesThatAskForNothing_shouldReadNothing() {
        var rules = SampleRules.included().with(List.of(SampleRules.percentOff("Ten", "TEN", 10)));

        assertThat(buyers.of("alice", List.of("TEN"), rules))
                .isEqualTo(new Buyer(true, false, List.of("TEN"), Set.of(), now));
        assertThat(askedAbout).isEmpty();
        assertThat(askedUses).isEmpty();
    }

    @Test
    void of_rulesForFirstOrders_shouldAskAboutCustomersWhoseCodesNeedIt() {
        var welcome = new Promotion("Welcome", "HELLO", Kind.AMOUNT, null, 100L, null, null,
                new Conditions(null, List.of(), List.of(), null, null, false, true), null);
        var rules = SampleRules.included().with(List.of(welcome));

        assertThat(buyers.of("alice", List.of("HELLO"), rules).isFirstOrder()).isTrue();
        assertThat(buyers.of("bob", List.of("HELLO"), rules).isFirstOrder()).isFalse();
        assertThat(buyers.of("alice", List.of(), rules).isFirstOrder()).isFalse();
        assertThat(buyers.of(null, List.of("HELLO"), rules).isFirstOrder()).isFalse();
        assertThat(askedAbout).containsExactly("alice", "bob");
    }

    @Test
    void of_limitedCodes_shouldBeAskedOnceASecond() {
        var rules = SampleRules.included().with(List.of(
                SampleRules.limitedCode("FEW", 5), SampleRules.limitedCode("MORE", 5)));
        usedUp.add("FEW");

        assertThat(buyers.of(null, List.of("FEW"), rules).usedUpCodes()).containsExactly("FEW");
        assertThat(buyers.of(null, List.of("FEW", "MORE"), rules).usedUpCodes()).containsExactly("FEW");
        assertThat(askedUses).containsExactly(Set.of("FEW"), Set.of("MORE"));

        usedUp.clear();
        assertThat(buyers.of(null, List.of("FEW"), rules).usedUpCodes()).containsExactly("FEW");
        now = now.plusSeconds(1);
        assertThat(buyers.of(null, List.of("FEW"), rules).usedUpCodes()).isEmpty();
    }
}
