package dev.stampede.shared;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.stampede.shared.testing.ArchitectureRules;

@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule KNOWS_NO_FUNCTION = ArchitectureRules.MODULES_KNOW_ONLY_SHARED;

    @ArchTest
    static final ArchRule NOTHING_SCANS = ArchitectureRules.NOTHING_SCANS;
}
