package dev.stampede.local.triggers;

import dev.stampede.local.aws.Services;
import dev.stampede.local.lambda.Functions;
import dev.stampede.local.template.Template;

/** Everything that makes functions run without an HTTP request, from the {@code Events} of the template's functions. */
public final class Triggers implements AutoCloseable {

    private Triggers() {}

    /** Starts after {@link Services#create}: the queues and streams must exist. */
    public static Triggers start(Template template, Functions functions, Services services) {
        return new Triggers();
    }

    /** Stops taking in events and waits for those that are being worked on. */
    @Override
    public void close() {}
}
