package dev.stampede.e2e;

import dev.stampede.local.lab.iam.Policy;
import dev.stampede.local.lab.iam.PolicyEnforcement;
import dev.stampede.local.store.LocalStore;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Resource;
import dev.stampede.local.store.template.Values;
import dev.stampede.runtime.aws.AwsClients;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The template's policies, enforced on every call that functions make in this process. Thread-safe. */
public final class LeastPrivilege {

    static final PolicyEnforcement ENFORCEMENT = new PolicyEnforcement(
            Project.template(Map.of()).resourcesOf("AWS::DynamoDB::Table").stream()
                    .collect(Collectors.toMap(Resource::physicalName, LeastPrivilege::partitionKey)));

    private LeastPrivilege() {}

    /** A store in which functions may do only what the template allows. */
    public static LocalStore.Options enforced(LocalStore.Options options) {
        return options.withDecorator(LeastPrivilege::around);
    }

    /** The clients of a function that may do only what the template allows. */
    public static AwsClients around(FunctionDefinition function, AwsClients clients) {
        var policies = (List<?>) function.properties().getOrDefault("Policies", List.of());
        return ENFORCEMENT.around(function.arn(), Policy.of(policies), clients);
    }

    private static String partitionKey(Resource table) {
        return Values.of(table).sections("KeySchema").stream().filter(key -> key.text("KeyType").equals("HASH"))
                .findFirst().orElseThrow().text("AttributeName");
    }
}
