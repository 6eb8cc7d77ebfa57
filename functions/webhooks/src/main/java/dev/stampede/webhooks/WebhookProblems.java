package dev.stampede.webhooks;

import dev.stampede.runtime.http.Problem;
import dev.stampede.webhooks.WebhookEditing.Refusal;

/** The kinds of problem of webhooks. */
final class WebhookProblems {

    static final Problem NO_WEBHOOK = Problem.notFound("webhook");
    static final Problem NO_DELIVERY = Problem.notFound("delivery");

    private WebhookProblems() {}

    /** @param unknown the problem if the resource does not exist */
    static Problem of(Refusal why, Problem unknown) {
        return switch (why) {
            case UNKNOWN -> unknown;
            case TOO_MANY -> Problem.of("webhook-limit", "There are too many webhooks", 409)
                    .withDetail("A store can have " + Webhook.MAX + " webhooks")
                    .with("maxWebhooks", Webhook.MAX);
            case STALE -> Problem.of("precondition-failed", "The webhook has changed", 412)
                    .withDetail("The webhook doesn't match If-Match");
            case BUSY -> Problem.of("webhook-busy", "The webhook is being changed by another request", 409)
                    .withDetail("Try again");
            case NOT_ENABLED -> Problem.of("webhook-not-enabled", "The webhook is not enabled", 409)
                    .withDetail("Enable the webhook first");
            case RUNNING -> Problem.of("redelivery-running", "A redelivery of the webhook is running", 409)
                    .withDetail("Wait until it has ended");
        };
    }
}
