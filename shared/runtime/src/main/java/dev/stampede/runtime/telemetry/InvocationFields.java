package dev.stampede.runtime.telemetry;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of every log line of an invocation. */
final class InvocationFields {

    static final String COLD_START = "cold_start";
    static final String MEMORY = "function_memory_size";

    private static final AtomicBoolean IS_FIRST = new AtomicBoolean(true);
    private static final Pattern TRACE_ROOT = Pattern.compile("Root=([^;]+)");

    private InvocationFields() {}

    static Map<String, String> of(Context context) {
        return Map.of(
                COLD_START, Boolean.toString(IS_FIRST.getAndSet(false)),
                MEMORY, Integer.toString(context.getMemoryLimitInMB()),
                "function_name", context.getFunctionName(),
                "function_version", context.getFunctionVersion(),
                "function_arn", context.getInvokedFunctionArn(),
                "function_request_id", context.getAwsRequestId(),
                "service", value(System.getenv("METRICS_SERVICE")),
                "xray_trace_id", traceId());
    }

    /** The runtime sets the property, or the variable on older versions (AWS Lambda Developer Guide, "Using the Lambda runtime API"). */
    private static String traceId() {
        var header = System.getProperty("com.amazonaws.xray.traceHeader", value(System.getenv("_X_AMZN_TRACE_ID")));
        var root = TRACE_ROOT.matcher(header);
        return root.find() ? root.group(1) : "";
    }

    private static String value(@Nullable String variable) {
        return variable == null ? "" : variable;
    }
}
