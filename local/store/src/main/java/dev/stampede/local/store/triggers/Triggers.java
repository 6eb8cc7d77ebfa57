package dev.stampede.local.store.triggers;

import dev.stampede.local.store.aws.Services;
import dev.stampede.local.store.lambda.Functions;
import dev.stampede.local.store.template.EventDefinition;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Template;
import dev.stampede.local.store.template.TemplateException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Invokes functions without HTTP requests, by the {@code Events} of the template's functions: streams, queues, topics and
 * schedules.
 */
public final class Triggers implements AutoCloseable {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

    private final List<Trigger> triggers;
    private final Checkpoints checkpoints;

    private Triggers(List<Trigger> triggers, Checkpoints checkpoints) {
        this.triggers = List.copyOf(triggers);
        this.checkpoints = checkpoints;
    }

    /**
     * Starts all triggers. Call after {@link Services#create}, because the queues and streams must exist. Writes and
     * messages after this method returns are not missed.
     *
     * @throws TemplateException if an event's type or settings are not supported by the local store
     */
    public static Triggers start(Template template, Functions functions, Services services) {
        var checkpoints = services.dataDirectory().map(Checkpoints::in).orElseGet(Checkpoints::inMemory);
        var triggers = new ArrayList<Trigger>();
        for (var function : template.functions()) {
            for (var event : function.events()) {
                trigger(function, event, functions, services, checkpoints).ifPresent(triggers::add);
            }
        }
        triggers.forEach(Trigger::start);
        return new Triggers(triggers, checkpoints);
    }

    /** Stops accepting events, without waiting for running invocations. */
    public void stop() {
        triggers.forEach(Trigger::stop);
    }

    /** Stops accepting events and waits at most three seconds for running invocations. */
    @Override
    public void close() {
        stop();
        var deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
        triggers.forEach(trigger -> trigger.await(deadline));
        checkpoints.close();
    }

    private static Optional<? extends Trigger> trigger(FunctionDefinition function, EventDefinition event,
            Functions functions, Services services, Checkpoints checkpoints) {
        var clock = Clock.systemUTC();
        Target target = json -> functions.invoke(function.logicalId(), json);
        return switch (event.type()) {
            case "DynamoDB" -> Optional.of(
                    new StreamTrigger(StreamMapping.of(function, event), target, services, checkpoints, clock));
            case "SQS" -> Optional.of(new QueueTrigger(QueueMapping.of(function, event), target,
                    services.clients().sqs(), services.stack()));
            case "Schedule", "ScheduleV2" -> ScheduleTrigger.of(function, event, target, services.stack(), clock);
            case "SNS" -> Optional.of(
                    new QueueTrigger(QueueMapping.ofNotifications(function, event, services.stack()),
                            new NotificationTarget(target), services.clients().sqs(), services.stack()));
            // Served by the gateway.
            case "Api" -> Optional.empty();
            default -> throw new TemplateException(function.logicalId() + "." + event.id() + ": events of type "
                    + event.type() + " are not supported by the local store");
        };
    }
}
