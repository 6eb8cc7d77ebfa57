package dev.stampede.e2e.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stampede.e2e.faults.Api.Caller;
import dev.stampede.e2e.faults.Api.Request;
import dev.stampede.payment.adapters.SandboxLedger;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What happens at the bank: shoppers confirm or refuse payments, soon or when the hold is almost over, and the bank calls back
 * early, late, twice, out of order or never. Somebody else calls with wrong signatures.
 */
final class SimulatedBank {

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final String CONFIRMED = "data-state=\"CONFIRMED\"";
    /** A signature is valid for five minutes. */
    private static final Duration VALID = Duration.ofMinutes(4);
    private static final int HOLD_SECONDS = 900;
    /** More than shoppers pay with. */
    private static final int MAX_ATTEMPTS = 10;

    private final Api api;
    private final Agenda agenda;
    private final Random random;
    private final VirtualTime time;
    private final String key;

    private final Map<String, Set<Integer>> confirmed = new TreeMap<>();
    private final Map<String, Long> judged = new HashMap<>();
    private final List<String> surprises = new ArrayList<>();

    private final SandboxLedger ledger;

    /** @param key signs callbacks */
    SimulatedBank(
            Api api, Agenda agenda, Random random, VirtualTime time, String key, SandboxLedger ledger) {
        this.ledger = ledger;
        this.api = api;
        this.agenda = agenda;
        this.random = random;
        this.time = time;
        this.key = key;
    }

    /** By order, the attempts that a shopper was told are confirmed. */
    Map<String, Set<Integer>> confirmed() {
        return confirmed;
    }

    Map<String, Long> judged() {
        return judged;
    }

    List<String> surprises() {
        return surprises;
    }

    /** The shopper looks at the order and, if the bank asks, decides. @param order the order's key */
    void visit(Duration when, String order, Caller caller) {
        api.send(when, new Request("OrdersFunction-GetOrder", caller, Map.of("orderId", order), Map.of(), Map.of()),
                (status, answer) -> {
                    var url = answer.at("/paymentDue/actionUrl").asText("");
                    if (status == OK && !url.isEmpty()) {
                        decide(url.substring(url.lastIndexOf('/') + 1), order, caller);
                    }
                });
    }

    private void decide(String charge, String order, Caller caller) {
        var decision = random.nextInt(10) < 7 ? "confirm" : "refuse";
        var thinking = Duration
                .ofSeconds(random.nextBoolean() ? random.nextInt(60) : random.nextInt(HOLD_SECONDS + 60));
        var request = new Request("PaymentRetryFunction-DecideSandboxCharge", Caller.GUEST, Map.of("chargeId", charge),
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "decision=" + decision + "&callbacks=NEVER");
        var parts = charge.split("\\.");
        api.send(thinking, request, (status, answer) -> {
            if (status != OK) {
                surprises.add(request + " " + status + " " + answer);
            } else if (answer.asText().contains(CONFIRMED)) {
                confirmed.computeIfAbsent(parts[0], first -> new TreeSet<>()).add(Integer.valueOf(parts[1]));
            }
            callBack(parts[0] + "/" + parts[1]);
            if (random.nextInt(10) < 3) {
                api.send(Duration.ofSeconds(random.nextInt(30)), new Request("PaymentRetryFunction-RefreshPayment",
                        caller, Map.of("orderId", order), Map.of(), Map.of()), (answered, body) -> {});
            }
        });
    }

    /**
     * Somebody refunds a part of the payment in the provider's dashboard. The provider calls back, perhaps not at once, and
     * goes on until the store has heard of it.
     *
     * @param reference of the order
     */
    void refundInDashboard(Duration when, String reference, long amount, Duration heard) {
        agenda.add(when, () -> {
            for (var attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
                var charge = reference + "/" + attempt;
                if (ledger.refundInDashboard(charge, amount)) {
                    judged.merge("refunds in the dashboard", 1L, Long::sum);
                    var payload = "{\"id\": \"evt_1\", \"type\": \"charge.refunded\", \"charge\": \"" + charge
                            + "\", \"payment\": \"sandbox:" + charge + "\"}";
                    callBack(Duration.ofMillis(random.nextInt(3000)), payload);
                    callBack(Duration.ofMillis(random.nextInt(600_000)), payload);
                    callBack(heard, payload);
                    return;
                }
            }
        });
    }

    /** A callback about a charge that may not have been made. */
    void callBackEarly(String charge) {
        callBack(Duration.ofMillis(random.nextInt(3000)), payload(charge));
    }

    private void callBack(String charge) {
        var times = List.of(0, 0, 1, 1, 1, 2, 3).get(random.nextInt(7));
        judged.merge("callbacks: " + (times == 0 ? "none" : times == 1 ? "one" : "several"), 1L, Long::sum);
        for (var callback = 0; callback < times; callback++) {
            callBack(
                    Duration.ofMillis(random.nextBoolean() ? random.nextInt(500) : random.nextInt(1_200_000)),
                    payload(charge));
        }
        if (random.nextInt(6) == 0) {
            forge(charge);
        }
    }

    private void callBack(Duration delay, String payload) {
        agenda.add(delay, () -> {
            var signed = time.now();
            api.send(Duration.ZERO, event(payload, signature(signed.getEpochSecond(), payload)), (status, answer) -> {
                var isLate = Duration.between(signed, time.now()).compareTo(VALID) > 0;
                if (status != ACCEPTED && !(status == BAD_REQUEST && isLate)) {
                    surprises.add("callback " + status + " " + answer);
                }
            });
        });
    }

    private void forge(String charge) {
        judged.merge("wrong signatures", 1L, Long::sum);
        var payload = payload(charge);
        var signature = signature(time.now().getEpochSecond(), payload + " ");
        api.send(Duration.ofMillis(random.nextInt(5000)), event(payload, signature), (status, answer) -> {
            if (status != BAD_REQUEST) {
                surprises.add("A wrong signature was answered with " + status + " " + answer);
            }
        });
    }

    private static Request event(String payload, String signature) {
        return new Request("PaymentRetryFunction-PaymentEvent", Caller.GUEST, Map.of("provider", "sandbox"),
                Map.of("Sandbox-Signature", signature), payload);
    }

    private static String payload(String charge) {
        return "{\"id\": \"evt_1\", \"type\": \"charge.updated\", \"charge\": \"" + charge + "\"}";
    }

    private String signature(long seconds, String payload) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
            return "t=" + seconds + ",v1="
                    + HexFormat.of().formatHex(mac.doFinal((seconds + "." + payload).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
