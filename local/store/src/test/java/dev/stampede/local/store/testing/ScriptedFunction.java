package dev.stampede.local.store.testing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.stampede.runtime.FunctionEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** Follows the {@link Script}. Receives events unmodified. */
public final class ScriptedFunction implements RequestStreamHandler {

    public ScriptedFunction(FunctionEnvironment environment) {
        Objects.requireNonNull(environment);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream result, Context context) throws IOException {
        result.write(Script.JSON.writeValueAsBytes(Script.run(Script.JSON.readTree(event))));
    }
}
