package dev.stampede.payment.adapters;

import dev.stampede.local.stripe.StripeStandIn;
import dev.stampede.payment.PaymentProvider;
import dev.stampede.runtime.testing.TestEnvironment;

/** Stripe's adapters in front of a stand-in. */
public final class StripeFixture {

    private StripeFixture() {}

    public static PaymentProvider provider(StripeStandIn standIn) {
        return new StripeProvider(standIn.url().toString(), secrets(standIn), "SHOP");
    }

    static StripeSecrets secrets(StripeStandIn standIn) {
        return new StripeSecrets(standIn::secret, TestEnvironment.CLOCK);
    }
}
