package dev.stampede.local.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command line of AWS, which deployers have: an SDK client for two requests would be a large dependency. */
final class AwsCli {

    /** The path of the program; by default, {@code aws} of the search path. */
    static final String PROGRAM = "stampede.aws";

    private AwsCli() {}

    /** The parameters of a stack. @throws CannotStart if the stack cannot be described */
    static Map<String, String> parameters(String stack) {
        var description = parse(run("cloudformation", "describe-stacks", "--stack-name", stack, "--output", "json"));
        var parameters = new LinkedHashMap<String, String>();
        description.path("Stacks").path(0).path("Parameters").forEach(parameter -> parameters
                .put(parameter.path("ParameterKey").asText(), parameter.path("ParameterValue").asText()));
        return parameters;
    }

    /**
     * Changes parameters of a stack and keeps the others, and waits until it is done.
     *
     * @param all     the names of all parameters
     * @param changed the new values
     * @throws CannotStart if the update fails
     */
    static void update(String stack, Iterable<String> all, Map<String, String> changed) {
        var arguments = new ArrayList<>(List.of("cloudformation", "update-stack", "--stack-name", stack,
                "--use-previous-template", "--capabilities", "CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND",
                "--parameters"));
        for (var name : all) {
            arguments.add("ParameterKey=" + name + (changed.containsKey(name)
                    ? ",ParameterValue=" + changed.get(name)
                    : ",UsePreviousValue=true"));
        }
        run(arguments.toArray(String[]::new));
        run("cloudformation", "wait", "stack-update-complete", "--stack-name", stack);
    }

    private static String run(String... arguments) {
        var command = new ArrayList<>(List.of(System.getProperty(PROGRAM, "aws")));
        command.addAll(Arrays.asList(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new CannotStart("aws " + arguments[0] + " " + arguments[1] + " failed: " + output.strip(), null);
            }
            return output;
        } catch (IOException missing) {
            throw new CannotStart("The AWS CLI is required: " + missing.getMessage(), missing);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted", stopped);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return Json.parse(json);
        } catch (IOException notJson) {
            throw new CannotStart("The AWS CLI did not return JSON", notJson);
        }
    }
}
