package dev.stampede.local.store.template;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Resolves the names of a template in the local stack. */
final class Scope implements Intrinsics.References {

    private static final String ALIAS = ".Alias";

    private final Stack stack;
    private final Values declared;
    private final Values outputs;
    private final Map<String, Object> parameters;
    private final Globals globals;
    private final Intrinsics intrinsics;

    Scope(Values document, Map<String, String> parameterOverrides, Stack stack) {
        this.stack = stack;
        this.declared = document.section("Resources");
        this.outputs = document.section("Outputs");
        this.parameters = Parameters.resolve(document.section("Parameters"), parameterOverrides);
        this.globals = new Globals(document.section("Globals"));
        this.intrinsics = new Intrinsics(document.section("Conditions"), document.section("Mappings"), this);
    }

    Map<String, Resource> resources() {
        var resources = new LinkedHashMap<String, Resource>();
        for (var logicalId : declared.names()) {
            requireKnownType(logicalId);
            if (exists(declared.section(logicalId))) {
                resources.put(logicalId, resource(logicalId));
            }
        }
        return resources;
    }

    Map<String, String> outputs() {
        var resolved = new LinkedHashMap<String, String>();
        for (var name : outputs.names()) {
            var output = outputs.section(name);
            if (exists(output)) {
                resolved.put(name,
                        new Values("Outputs." + name, intrinsics.resolveMapping(output.all())).text("Value"));
            }
        }
        return resolved;
    }

    @Override
    public Object ref(String name) {
        if (parameters.containsKey(name)) {
            return parameters.get(name);
        }
        return switch (name) {
            case "AWS::Region" -> stack.region();
            case "AWS::AccountId" -> stack.account();
            case "AWS::Partition" -> "aws";
            case "AWS::URLSuffix" -> "amazonaws.com";
            case "AWS::StackName" -> stack.name();
            case "AWS::StackId" -> stack.id();
            default -> refOfResource(name);
        };
    }

    @Override
    public Object attribute(String logicalId, String attribute) {
        if (!declared.has(logicalId) && logicalId.endsWith("Role") && attribute.equals("Arn")) {
            return roleOfFunction(logicalId);
        }
        var type = requireExisting(logicalId).text("Type");
        var name = physicalName(logicalId);
        return switch (type + "." + attribute) {
            case ResourceTypes.FUNCTION + ".Arn" -> stack.arn("lambda", "function:" + name);
            case ResourceTypes.TABLE + ".Arn" -> stack.arn("dynamodb", "table/" + name);
            case ResourceTypes.TABLE + ".StreamArn" -> stack.arn("dynamodb", "table/" + name + "/stream/latest");
            case ResourceTypes.QUEUE + ".Arn" -> stack.arn("sqs", name);
            case ResourceTypes.QUEUE + ".QueueName", ResourceTypes.TOPIC + ".TopicName" -> name;
            case ResourceTypes.QUEUE + ".QueueUrl" -> stack.queueUrl(name);
            case ResourceTypes.TOPIC + ".TopicArn" -> stack.arn("sns", name);
            case ResourceTypes.BUCKET + ".Arn" -> "arn:aws:s3:::" + name;
            case ResourceTypes.BUCKET + ".DomainName" -> name + ".s3.amazonaws.com";
            case ResourceTypes.BUCKET + ".RegionalDomainName" -> name + ".s3." + stack.region() + ".amazonaws.com";
            case ResourceTypes.API + ".RootResourceId" -> "root";
            default -> nominalAttribute(type, logicalId, name, attribute);
        };
    }

    private Object refOfResource(String name) {
        if (name.endsWith(".Stage")) {
            var api = name.substring(0, name.length() - ".Stage".length());
            return text(api, "StageName");
        }
        if (name.endsWith(ALIAS)) {
            return aliasOfFunction(name.substring(0, name.length() - ALIAS.length()));
        }
        var type = requireExisting(name).text("Type");
        return switch (type) {
            case ResourceTypes.QUEUE -> stack.queueUrl(physicalName(name));
            case ResourceTypes.TOPIC -> stack.arn("sns", physicalName(name));
            case ResourceTypes.API -> name.toLowerCase(Locale.ROOT);
            default -> physicalName(name);
        };
    }

    /** Functions have no versions here, so that their alias is the function. */
    private Object aliasOfFunction(String functionId) {
        if (!requireExisting(functionId).section("Properties").has("AutoPublishAlias")
                && !globals.mergedInto(ResourceTypes.FUNCTION, Map.of()).containsKey("AutoPublishAlias")) {
            throw new TemplateException(functionId + " has no AutoPublishAlias");
        }
        return attribute(functionId, "Arn");
    }

    private String roleOfFunction(String roleId) {
        var functionId = roleId.substring(0, roleId.length() - "Role".length());
        requireExisting(functionId);
        return "arn:aws:iam::" + stack.account() + ":role/" + stack.name() + "-" + roleId;
    }

    private String nominalAttribute(String type, String logicalId, String name, String attribute) {
        if (!ResourceTypes.isWithoutLocalMeaning(type)) {
            throw new TemplateException(
                    logicalId + ": attribute " + attribute + " is not supported by the local store");
        }
        var service = type.split("::")[1].toLowerCase(Locale.ROOT);
        return attribute.equals("Arn") ? stack.arn(service, name) : name + "-" + attribute;
    }

    private Resource resource(String logicalId) {
        var raw = declared.section(logicalId);
        try {
            var type = raw.text("Type");
            var properties = intrinsics.resolveMapping(globals.mergedInto(type, raw.section("Properties").all()));
            var metadata = intrinsics.resolveMapping(raw.section("Metadata").all());
            return new Resource(logicalId, type, physicalName(logicalId), properties, metadata);
        } catch (TemplateException problem) {
            throw new TemplateException(logicalId + ": " + problem.getMessage(), problem);
        }
    }

    private String physicalName(String logicalId) {
        var raw = declared.section(logicalId);
        var nameProperty = ResourceTypes.nameProperty(raw.text("Type"));
        if (raw.section("Properties").has(nameProperty)) {
            return text(logicalId, nameProperty);
        }
        var suffix = raw.section("Properties").flag("FifoQueue", false) ? ".fifo" : "";
        var generated = stack.name() + "-" + logicalId + suffix;
        // Bucket names have no capital letters.
        return raw.text("Type").equals(ResourceTypes.BUCKET) ? generated.toLowerCase(Locale.ROOT) : generated;
    }

    private String text(String logicalId, String property) {
        var properties = requireExisting(logicalId).section("Properties");
        if (!properties.has(property)) {
            throw new TemplateException(logicalId + ": " + property + " is missing");
        }
        return intrinsics.resolve(properties.all().get(property)).toString();
    }

    private Values requireExisting(String logicalId) {
        if (!declared.has(logicalId)) {
            throw new TemplateException("Unknown parameter or resource " + logicalId);
        }
        var raw = declared.section(logicalId);
        if (!exists(raw)) {
            throw new TemplateException(logicalId + " does not exist: its condition is false");
        }
        return raw;
    }

    private boolean exists(Values declaration) {
        return declaration.optionalText("Condition").map(intrinsics::holds).orElse(true);
    }

    private void requireKnownType(String logicalId) {
        var type = declared.section(logicalId).text("Type");
        if (!ResourceTypes.isKnown(type)) {
            throw new TemplateException(
                    logicalId + ": resources of type " + type + " are not supported by the local store");
        }
    }
}
