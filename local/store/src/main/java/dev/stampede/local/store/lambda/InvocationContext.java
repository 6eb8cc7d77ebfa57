package dev.stampede.local.store.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.stampede.local.store.template.FunctionDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The context of an invocation. Thread-safe if {@code timeLeft} is. */
public final class InvocationContext implements Context {

    private final FunctionDefinition function;
    private final String requestId;
    private final Supplier<Duration> timeLeft;

    /** @param timeLeft time until the invocation times out; negative after that */
    public InvocationContext(FunctionDefinition function, String requestId, Supplier<Duration> timeLeft) {
        this.function = function;
        this.requestId = requestId;
        this.timeLeft = timeLeft;
    }

    /** The context of an invocation that starts now. */
    static InvocationContext of(FunctionDefinition function, String requestId) {
        var end = System.nanoTime() + function.timeout().toNanos();
        return new InvocationContext(function, requestId, () -> Duration.ofNanos(end - System.nanoTime()));
    }

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + function.name();
    }

    @Override
    public String getLogStreamName() {
        return "local";
    }

    @Override
    public String getFunctionName() {
        return function.name();
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return function.arn();
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) Math.max(0, timeLeft.get().toMillis());
    }

    @Override
    public int getMemoryLimitInMB() {
        return function.memory();
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {

            @Override
            public void log(String message) {
                LoggerFactory.getLogger(function.logicalId()).info(message);
            }

            @Override
            public void log(byte[] message) {
                log(new String(message, StandardCharsets.UTF_8));
            }
        };
    }
}
