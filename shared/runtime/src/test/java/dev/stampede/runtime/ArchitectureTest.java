package dev.stampede.runtime;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.stampede.runtime.testing.ArchitectureRules;

@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule KNOWS_NO_SHOP = ArchRuleDefinition.noClasses()
            .should().dependOnClassesThat(ArchitectureRules.areOfModulesBut("runtime"));

    @ArchTest
    static final ArchRule NOTHING_SCANS = ArchitectureRules.NOTHING_SCANS;
}
