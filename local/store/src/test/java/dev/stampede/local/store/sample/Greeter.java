package dev.stampede.local.store.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.time.Pause;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Greets the name in the path and sends a job for each greeting. Fails for {@code nobody} and takes minutes for
 * {@code somebody-slow}.
 */
public final class Greeter implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

    public static final String SLOW = "somebody-slow";

    private final String greeting;
    private final String queueUrl;
    private final SqsClient sqs;
    private final Pause pause;

    public Greeter(FunctionEnvironment environment) {
        this.greeting = environment.settings().read(settings -> settings.text("GREETING"));
        this.queueUrl = environment.settings().read(settings -> settings.text("JOBS_QUEUE"));
        this.sqs = environment.aws().sqs();
        this.pause = environment.pause();
        environment.metrics().outcome("Started", "Ready");
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        var name = event.getPathParameters().get("name");
        if (name.equals("nobody")) {
            throw new IllegalStateException("Nobody is there");
        }
        if (name.equals(SLOW)) {
            pause.of(Duration.ofMinutes(5));
        }
        sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(name));
        return new APIGatewayProxyResponseEvent().withStatusCode(200).withBody(greeting + " " + name);
    }
}
