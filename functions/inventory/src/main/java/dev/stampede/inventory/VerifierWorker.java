package dev.stampede.inventory;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.verification.Verdict;
import dev.stampede.inventory.verification.Verdict.Different;
import dev.stampede.inventory.verification.Verdict.Unverified;
import dev.stampede.inventory.verification.Verdict.Verified;
import dev.stampede.inventory.verification.Verifier;
import dev.stampede.runtime.Platform;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.telemetry.Telemetry;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.argument.StructuredArguments;

/** Runs on a schedule: verifies the stock of every SKU and tells how many there are of which it is not right. */
public final class VerifierWorker implements RequestHandler<ScheduledEvent, Map<String, Long>> {

    private static final Logger LOG = LoggerFactory.getLogger(VerifierWorker.class);

    private final Verifier verifier;
    private final Clock clock;
    private final Metrics metrics;

    public VerifierWorker() {
        this(Platform.lambda());
    }

    public VerifierWorker(Platform platform) {
        this(Verifiers.of(platform), platform.clock(), platform.metrics());
    }

    VerifierWorker(Verifier verifier, Clock clock, Metrics metrics) {
        this.verifier = verifier;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** @return how many SKUs have which verdict */
    @Override
    public Map<String, Long> handleRequest(ScheduledEvent event, Context context) {
        return Telemetry.invocation(context, () -> tell(verifier.verifyAll(end(context))));
    }

    /** Leaves a tenth of the time to end in good order: a reading that is on its way is waited for. */
    private Instant end(Context context) {
        return clock.instant().plusMillis(context.getRemainingTimeInMillis() * 9L / 10);
    }

    private Map<String, Long> tell(Map<Sku, Verdict> verdicts) {
        verdicts.entrySet().stream().sorted(Entry.comparingByKey()).forEach(VerifierWorker::log);
        var counts = verdicts.values().stream()
                .collect(Collectors.groupingBy(VerifierWorker::name, Collectors.counting()));
        metrics.add("StockDifference", counts.getOrDefault("different", 0L));
        metrics.add("StockUnverified", counts.getOrDefault("unverified", 0L));
        LOG.info("Stock verified", StructuredArguments.entry("counts", counts));
        return counts;
    }

    private static String name(Verdict verdict) {
        return switch (verdict) {
            case Verified verified -> "verified";
            case Different different -> "different";
            case Unverified unverified -> "unverified";
        };
    }

    private static void log(Entry<Sku, Verdict> entry) {
        var sku = StructuredArguments.entry("sku", entry.getKey().value());
        switch (entry.getValue()) {
            case Verified verified -> LOG.debug("The stock is right", sku);
            case Different(var difference) -> LOG.error("The stock is not right", sku,
                    StructuredArguments.entry("received", difference.received()),
                    StructuredArguments.entry("available", difference.available()),
                    StructuredArguments.entry("inOrders", difference.inOrders()));
            case Unverified unverified -> LOG.warn("The stock could not be verified", sku);
        }
    }
}
