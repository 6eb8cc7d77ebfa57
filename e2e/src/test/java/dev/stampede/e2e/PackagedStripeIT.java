package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.local.stripe.StripeStandIn;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The jar that is deployed pays with Stripe, although it has a small part of Stripe's library. */
class PackagedStripeIT {

    private static final String ADAPTERS = "dev.stampede.payment.adapters.";
    private static final String PORT = "dev.stampede.payment.PaymentProvider$";

    @Test
    void deployedJar_shouldChargeDeclineAndCheckSignatures() throws Exception {
        var jar = Project.root().resolve("functions/payment/target/payment-lambda.jar");
        try (var stripe = StripeStandIn.start(Clock.systemUTC());
                var classes = new URLClassLoader(
                        new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            assertThat(charge(classes, stripe, "ref_1/0", "pm_card_visa")).startsWith("Captured[");
            assertThat(charge(classes, stripe, "ref_2/0", "pm_card_visa_chargeDeclined"))
                    .isEqualTo("Declined[reason=generic_decline]");
            assertThat(charge(classes, stripe, "ref_3/0", "pm_unknown")).isEqualTo("Declined[reason=invalid_token]");
            assertThat(read(classes, stripe, stripe.signed("{}"))).isEqualTo("Irrelevant[]");
            assertThat(read(classes, stripe, new StripeStandIn.SignedEvent("{ }", stripe.signed("{}").signature())))
                    .isEqualTo("WrongSignature[]");
            stripe.loseAnswer("/confirm");
            assertThat(charge(classes, stripe, "ref_4/0", "pm_card_visa")).isEqualTo("NoAnswer[]");
        }
    }

    private static String charge(ClassLoader classes, StripeStandIn stripe, String key, String token) throws Exception {
        var provider = classes.loadClass(ADAPTERS + "StripeProvider")
                .getConstructor(String.class, classes.loadClass(ADAPTERS + "StripeSecrets"), String.class)
                .newInstance(stripe.url().toString(), secrets(classes, stripe), "SHOP");
        var money = classes.loadClass("dev.stampede.contracts.money.Money").getConstructor(long.class, String.class)
                .newInstance(2000, "EUR");
        var type = classes.loadClass(PORT + "Charge");
        var charge = type.getConstructor(String.class, money.getClass(), String.class).newInstance(key, money, token);
        return provider.getClass().getMethod("charge", type).invoke(provider, charge).toString();
    }

    private static String read(ClassLoader classes, StripeStandIn stripe, StripeStandIn.SignedEvent event)
            throws Exception {
        var callbacks = classes.loadClass(ADAPTERS + "StripeCallbacks")
                .getConstructor(classes.loadClass(ADAPTERS + "StripeSecrets"), Clock.class)
                .newInstance(secrets(classes, stripe), Clock.systemUTC());
        Function<String, Optional<String>> headers = name -> Optional
                .of(event.signature());
        return callbacks.getClass().getMethod("read", String.class, Function.class)
                .invoke(callbacks, event.payload(), headers).toString();
    }

    private static Object secrets(ClassLoader classes, StripeStandIn stripe) throws Exception {
        Supplier<String> secret = stripe::secret;
        var constructor = classes.loadClass(ADAPTERS + "StripeSecrets")
                .getDeclaredConstructor(Supplier.class, Clock.class);
        constructor.setAccessible(true);
        return constructor.newInstance(secret, Clock.systemUTC());
    }
}
