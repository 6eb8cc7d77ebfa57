package dev.stampede.local.store.replay;

import dev.stampede.local.store.lambda.Invocation;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** The functions of a deployed stack. Thread-safe. */
public final class StackFunctions {

    /** The alias by which everything invokes the template's functions. */
    private static final String ALIAS = ":live";

    private final LambdaClient lambda;
    private final String stack;

    /** @param stack the stack's name, with which the names of its functions begin */
    public StackFunctions(LambdaClient lambda, String stack) {
        this.lambda = lambda;
        this.stack = stack;
    }

    /**
     * Invokes the published version of a function.
     *
     * @param logicalId the function's ID in the template; CloudFormation appends a suffix to it
     * @throws IllegalStateException if the stack has no such function
     */
    public Invocation invoke(String logicalId, byte[] event) {
        return new LambdaInvoker(lambda).invoke(name(logicalId) + ALIAS, event);
    }

    /** The function's physical name. @throws IllegalStateException if the stack has no such function */
    public String name(String logicalId) {
        var name = stack + "-" + logicalId;
        return lambda.listFunctionsPaginator().functions().stream().map(FunctionConfiguration::functionName)
                .filter(deployed -> deployed.equals(name) || deployed.startsWith(name + "-")).findFirst()
                .orElseThrow(() -> new IllegalStateException("The stack " + stack + " has no function " + logicalId));
    }
}
