package dev.stampede.e2e;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one store of the run as a {@link TestShop}; it is closed when all tests are over. Skips them, and says so,
 * where there can be no store.
 */
final class StoreExtension implements ParameterResolver, ExecutionCondition {

    private static final ConditionEvaluationResult CONDITION = Store.obstacle()
            .map(reason -> {
                System.out.println("Skipped: " + reason);
                return ConditionEvaluationResult.disabled(reason);
            })
            .orElseGet(() -> ConditionEvaluationResult.enabled("There is a store"));

    private static final class Running implements AutoCloseable {

        private final Store store = Store.open();
        private final TestShop shop = new TestShop(store);

        @Override
        public void close() {
            store.close();
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return CONDITION;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == TestShop.class || type == Store.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var running = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Running.class, type -> new Running(), Running.class);
        return parameter.getParameter().getType() == TestShop.class ? running.shop : running.store;
    }
}
