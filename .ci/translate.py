"""Translates a SAM template to CloudFormation, as a deployment does, without an AWS account."""

import os
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")

from samtranslator.public.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse


class NoManagedPolicies:
    """The template names single actions on single resources, never a managed policy by name."""

    def load(self):
        return {}


def package(template):
    """Stands in for `sam package`, which uploads the jars and puts their addresses into the template."""
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::Serverless::Function" and isinstance(properties.get("CodeUri"), str):
            properties["CodeUri"] = "s3://bucket/" + properties["CodeUri"]


def translate(path, overrides):
    with open(path, encoding="utf-8") as file:
        template = yaml_parse(file)
    package(template)
    parameters = {
        name: parameter.get("Default", parameter.get("AllowedValues", [""])[0])
        for name, parameter in template.get("Parameters", {}).items()
    }
    return transform(template, parameters | overrides, NoManagedPolicies())["Resources"]


def of_type(resources, kind):
    return {name: resource for name, resource in resources.items() if resource["Type"] == kind}


def invoked(resources):
    """What events invoke: the targets of mappings, rules and permissions, and the integrations and authorizers of the API."""
    for name, resource in resources.items():
        if resource["Type"] in ("AWS::Lambda::EventSourceMapping", "AWS::Lambda::Permission"):
            yield name, resource["Properties"]["FunctionName"]
        if resource["Type"] == "AWS::Events::Rule":
            for target in resource["Properties"]["Targets"]:
                yield name, target["Arn"]
    for name, api in of_type(resources, "AWS::ApiGateway::RestApi").items():
        yield from lambdas(name, api["Properties"]["Body"])


def lambdas(where, node):
    """The Lambda functions that an API's definition calls."""
    if isinstance(node, list):
        for item in node:
            yield from lambdas(where, item)
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("uri", "authorizerUri"):
                yield where, value
            else:
                yield from lambdas(f"{where}/{key}", value)


def complaints(stage, resources):
    """What a translation must have and SAM does not check: one alias per function, which all events invoke."""
    aliases = of_type(resources, "AWS::Lambda::Alias")
    functions = of_type(resources, "AWS::Lambda::Function")
    if len(aliases) != len(functions):
        yield f"{len(functions)} functions have {len(aliases)} aliases"
    for where, target in invoked(resources):
        if not any(alias in str(target) for alias in aliases):
            yield f"{where} invokes {target} and no alias"
    groups = of_type(resources, "AWS::CodeDeploy::DeploymentGroup")
    expected = 0 if stage == "dev" else len(functions)
    if len(groups) != expected:
        yield f"{len(groups)} functions are deployed gradually instead of {expected}"
    for name, alias in aliases.items():
        if ("UpdatePolicy" in alias) != (stage != "dev"):
            yield f"{name} has an unexpected UpdatePolicy"
    # AWS CloudFormation User Guide, "Understand CloudFormation quotas".
    if len(resources) > 500:
        yield f"{len(resources)} resources are more than the 500 that a stack can have"


def main(path):
    failed = False
    for stage in ("dev", "staging", "prod"):
        try:
            resources = translate(path, {"Stage": stage})
        except InvalidDocumentException as invalid:
            print(f"{stage}: {invalid.message}", file=sys.stderr)
            for cause in invalid.causes:
                print(f"  {cause.message}", file=sys.stderr)
            failed = True
            continue
        for complaint in complaints(stage, resources):
            print(f"{stage}: {complaint}", file=sys.stderr)
            failed = True
        print(f"{path}, {stage}: {len(resources)} CloudFormation resources")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
