package dev.stampede.local.store.replay;

import dev.stampede.local.store.lambda.Invocation;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Invokes deployed functions. Thread-safe. */
public final class LambdaInvoker implements Replay.Invoker {

    private final LambdaClient lambda;

    public LambdaInvoker(LambdaClient lambda) {
        this.lambda = lambda;
    }

    @Override
    public Invocation invoke(String functionName, byte[] event) {
        try {
            var response = lambda.invoke(request -> request.functionName(functionName)
                    .payload(SdkBytes.fromByteArray(event)));
            var requestId = response.responseMetadata().requestId();
            return response.functionError() == null
                    ? new Invocation.Answered(requestId, response.payload().asByteArray())
                    : new Invocation.Failed(requestId, response.functionError(), response.payload().asUtf8String());
        } catch (TooManyRequestsException throttled) {
            return new Invocation.Throttled("");
        } catch (ResourceNotFoundException gone) {
            return Replay.noSuchFunction(functionName);
        }
    }
}
