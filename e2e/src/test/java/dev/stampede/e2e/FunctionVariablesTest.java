package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.local.store.lambda.HandlerMethod;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Settings;
import dev.stampede.runtime.testing.GivenClients;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestEnvironment;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The template gives each function the variables that it reads, and no others. */
class FunctionVariablesTest {

    /** Without them there are no links in emails, no mails to the owner and no shared cache. */
    private static final Set<String> OPTIONAL = Set.of("CORS_ORIGIN", "ORIGIN_SECRET", "STOREFRONT_URL", "CACHE_URL",
            "CACHE_NAMESPACE", "OWNER_EMAIL");
    /** Read for logs and metrics by the environment of deployed functions, which is not the one of these tests. */
    private static final String TELEMETRY = "METRICS_";
    /** Optional: without it, every origin is allowed. */
    private static final String CORS_ORIGIN = "CORS_ORIGIN";
    /** Optional: without it, no distribution is in front of the API. */
    private static final String ORIGIN_SECRET = "ORIGIN_SECRET";

    /** With those that exist only beside a shared cache. */
    static List<FunctionDefinition> functions() {
        return Project.template(Map.of("CacheUrl", "redis://127.0.0.1:1")).functions();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void function_withItsVariables_shouldStart(FunctionDefinition function) throws Exception {
        assertThat(start(function, function.environment())).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void function_withoutOneOfItsVariables_shouldNotStart(FunctionDefinition function) {
        assertThat(function.environment().keySet().stream().filter(name -> !isOptional(name))).allSatisfy(name -> {
            var others = new HashMap<>(function.environment());
            others.remove(name);
            assertThatThrownBy(() -> start(function, others))
                    .as("%s does not read %s", function.logicalId(), name)
                    .rootCause()
                    .hasMessageContaining(name + " is not set");
        });
    }

    @ParameterizedTest
    @MethodSource("functions")
    void function_behindTheApiAlone_shouldHaveTheOriginOfBrowsersAndTheSecretOfTheDistribution(
            FunctionDefinition function) {
        var isBehindTheApi = !function.events("Api").isEmpty();
        assertThat(function.environment().containsKey(CORS_ORIGIN)).isEqualTo(isBehindTheApi);
        assertThat(function.environment().containsKey(ORIGIN_SECRET)).isEqualTo(isBehindTheApi);
    }

    private static boolean isOptional(String name) {
        return name.startsWith(TELEMETRY)
                || OPTIONAL.contains(name);
    }

    private static HandlerMethod.Instance start(FunctionDefinition function, Map<String, String> variables)
            throws InvocationTargetException {
        return HandlerMethod.of(function.handler()).newInstance(new FunctionEnvironment(
                new Settings(variables), TestEnvironment.CLOCK, pause -> {}, new Random(), clients(),
                new RecordedMetrics()));
    }

    /** Clients that no function calls when it starts. */
    private static GivenClients clients() {
        return new GivenClients(new DynamoDbClient() {
            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        }, new SqsClient() {
            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        }, new SnsClient() {
            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        }, new SesClient() {
            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        });
    }
}
