package dev.stampede.runtime.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which code can depend on which. Each module checks its own classes with {@code @ArchTest ArchTests.in(ArchitectureRules.class)}.
 * A rule that matches no classes passes.
 */
public final class ArchitectureRules {

    private static final Pattern MODULE = Pattern.compile("dev\\.stampede\\.(\\w+)(\\..*)?");
    private static final Set<String> DYNAMO_DB_TYPES = Set.of("DynamoDbClient", "DynamoDbAsyncClient", "DynamoDbTable",
            "DynamoDbIndex");

    /** Rules about orders and stock stay readable, and testable without a cloud, when they name no library. */
    @ArchTest
    public static final ArchRule DOMAIN_KNOWS_NO_LIBRARY = noClasses()
            .that(describe("are domain code", ArchitectureRules::isDomain))
            .should().dependOnClassesThat()
            .resideInAnyPackage("software.amazon.awssdk..", "com.fasterxml.jackson..")
            .allowEmptyShould(true);

    /** Dependencies run downwards: functions to contracts to runtime. No function uses the code of another. */
    @ArchTest
    public static final ArchRule DEPENDENCIES_RUN_DOWNWARDS = classes()
            .should(dependOnNoModuleBut(Set.of("contracts", "runtime")))
            .allowEmptyShould(true);

    /** Only a handler, which wires its function, knows which adapter serves a port. */
    @ArchTest
    public static final ArchRule ADAPTERS_ARE_WIRED_BY_HANDLERS = noClasses()
            .that(describe("are domain code", ArchitectureRules::isDomain))
            .should().dependOnClassesThat().resideInAPackage("dev.stampede..adapters..")
            .allowEmptyShould(true);

    /** A scan's cost grows with the table: every access pattern has a key. */
    @ArchTest
    public static final ArchRule NOTHING_SCANS = noClasses()
            .should().callMethodWhere(describe("a table is scanned", call -> isScan(call.getTarget())))
            .allowEmptyShould(true);

    /** {@code toString} of a tree makes a mapper, with 400 classes more in a cold start; {@code Json.write} needs none. */
    @ArchTest
    public static final ArchRule TREES_ARE_WRITTEN_WITHOUT_MAPPER = noClasses()
            .should()
            .callMethodWhere(describe("a JSON tree is written by its toString", call -> isTreeText(call.getTarget())))
            .allowEmptyShould(true);

    private ArchitectureRules() {}

    /** Our classes outside these modules. */
    public static DescribedPredicate<JavaClass> areOfModulesBut(String... modules) {
        var allowed = Set.of(modules);
        return describe("are of other modules than " + allowed,
                type -> !module(type).isEmpty() && !allowed.contains(module(type)));
    }

    private static boolean isDomain(JavaClass type) {
        var pieces = type.getPackageName().split("\\.");
        return !Set.of(pieces).contains("adapters") && !isHandler(type)
                && type.getEnclosingClass().map(outer -> !isHandler(outer)).orElse(true);
    }

    private static boolean isHandler(JavaClass type) {
        return type.isAssignableTo(RequestHandler.class) || type.isAssignableTo(RequestStreamHandler.class);
    }

    private static boolean isScan(MethodCallTarget target) {
        return target.getName().startsWith("scan") && DYNAMO_DB_TYPES.contains(target.getOwner().getSimpleName());
    }

    private static boolean isTreeText(MethodCallTarget target) {
        return Set.of("toString", "toPrettyString").contains(target.getName())
                && target.getOwner().isAssignableTo(JsonNode.class);
    }

    private static ArchCondition<JavaClass> dependOnNoModuleBut(Set<String> allowed) {
        return new ArchCondition<>("depend on no module but their own and " + allowed) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> isForeign(dependency, allowed))
                        .forEach(dependency -> events.add(
                                SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        };
    }

    private static boolean isForeign(Dependency dependency, Set<String> allowed) {
        var target = module(dependency.getTargetClass());
        return !target.isEmpty() && !allowed.contains(target) && !target.equals(module(dependency.getOriginClass()));
    }

    /** The module's name; empty for classes that are not ours. */
    private static String module(JavaClass type) {
        var matcher = MODULE.matcher(type.getBaseComponentType().getPackageName());
        return matcher.matches() ? matcher.group(1) : "";
    }
}
