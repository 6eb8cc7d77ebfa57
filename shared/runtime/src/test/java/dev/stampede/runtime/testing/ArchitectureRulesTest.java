package dev.stampede.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.stampede.sample.RuleBreaker;
import dev.stampede.sample.SampleHandler;
import dev.stampede.sample.adapters.SampleAdapter;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureRulesTest {
    @ParameterizedTest
    @MethodSource("rules")
    void evaluate_codeThatBreaksTheRule_shouldFail(ArchRule rule) {
        assertThat(violations(rule, RuleBreaker.class)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void evaluate_handlerAndAdapter_shouldPass(ArchRule rule) {
        assertThat(violations(rule, SampleHandler.class, SampleAdapter.class)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void evaluate_nothing_shouldPass(ArchRule rule) {
        assertThat(violations(rule)).isFalse();
    }

    private static boolean violations(ArchRule rule, Class<?>... types) {
        return rule.evaluate(new ClassFileImporter().importClasses(types)).hasViolation();
    }

    static Stream<ArchRule> rules() {
        return Stream.of(ArchitectureRules.DOMAIN_KNOWS_NO_LIBRARY, ArchitectureRules.DEPENDENCIES_RUN_DOWNWARDS,
                ArchitectureRules.ADAPTERS_ARE_WIRED_BY_HANDLERS, ArchitectureRules.NOTHING_SCANS);
    }
}
