package dev.stampede.local.store.triggers;

import dev.stampede.local.store.template.EventDefinition;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Stack;
import dev.stampede.local.store.template.TemplateException;
import dev.stampede.local.store.template.Values;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Invokes a function at a fixed rate, for the first time after one period. */
final class ScheduleTrigger implements Trigger {

    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

    private final Duration period;
    private final Optional<String> input;
    private final String ruleArn;
    private final Stack stack;
    private final Target target;
    private final Clock clock;
    private final StopSignal stop = new StopSignal();
    private final Threads threads;

    private ScheduleTrigger(Values event, Target target, Stack stack, Clock clock) {
        this.period = period(event);
        this.input = event.optionalText("Input");
        this.ruleArn = stack.arn("events", "rule/" + stack.name() + "-" + event.where().replace(".", ""));
        this.stack = stack;
        this.target = target;
        this.clock = clock;
        this.threads = new Threads(event.where());
    }

    /** Empty if the schedule is disabled. */
    static Optional<ScheduleTrigger> of(FunctionDefinition function, EventDefinition event, Target target, Stack stack,
            Clock clock) {
        var values = new Values(function.logicalId() + "." + event.id(), event.properties());
        var enabled = values.flag("Enabled", true) && !values.text("State", "ENABLED").equals("DISABLED");
        return enabled ? Optional.of(new ScheduleTrigger(values, target, stack, clock)) : Optional.empty();
    }

    @Override
    public void start() {
        threads.run(() -> {
            while (!stop.await(period)) {
                target.invoke(event());
            }
        });
    }

    @Override
    public void stop() {
        stop.request();
    }

    @Override
    public void await(long deadlineNanos) {
        threads.await(deadlineNanos);
    }

    byte[] event() {
        return input.orElseGet(this::scheduledEvent).getBytes(StandardCharsets.UTF_8);
    }

    Duration period() {
        return period;
    }

    private String scheduledEvent() {
        var event = EventJson.NODES.objectNode().put("version", "0").put("id", UUID.randomUUID().toString())
                .put("detail-type", "Scheduled Event").put("source", "aws.events").put("account", stack.account())
                .put("time", DateTimeFormatter.ISO_INSTANT.format(clock.instant().truncatedTo(ChronoUnit.SECONDS)))
                .put("region", stack.region());
        event.putArray("resources").add(ruleArn);
        event.putObject("detail");
        return event.toString();
    }

    private static Duration period(Values event) {
        var expression = event.text(event.has("ScheduleExpression") ? "ScheduleExpression" : "Schedule");
        var rate = RATE.matcher(expression);
        if (!rate.matches()) {
            throw new TemplateException(
                    event.where() + ": the local store knows schedules like rate(5 minutes) only, not "
                            + expression);
        }
        return Duration.of(Long.parseLong(rate.group(1)), switch (rate.group(2)) {
            case "minute" -> ChronoUnit.MINUTES;
            case "hour" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        });
    }
}
