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


def main(path):
    with open(path, encoding="utf-8") as file:
        template = yaml_parse(file)
    package(template)
    parameters = {
        name: parameter.get("Default", parameter.get("AllowedValues", [""])[0])
        for name, parameter in template.get("Parameters", {}).items()
    }
    try:
        result = transform(template, parameters, NoManagedPolicies())
    except InvalidDocumentException as invalid:
        print(invalid.message, file=sys.stderr)
        for cause in invalid.causes:
            print(f"  {cause.message}", file=sys.stderr)
        return 1
    print(f"{path}: {len(result['Resources'])} CloudFormation resources")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
