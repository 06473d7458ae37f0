#!/usr/bin/env python3
"""Holds JSON documents against a JSON Schema by a validator of other people (jsonschema-rs).

usage: schema_check.py SCHEMA DOCUMENT...
"""

import json
import sys

import jsonschema_rs


def main() -> None:
    schema, *documents = sys.argv[1:]
    with open(schema, encoding="utf-8") as file:
        tree = json.load(file)
    jsonschema_rs.meta.validate(tree)
    validator = jsonschema_rs.Draft202012Validator(tree, validate_formats=True)
    failures = 0
    for path in documents:
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        for error in validator.iter_errors(document):
            failures += 1
            print(f"{path}: {'/'.join(map(str, error.instance_path)) or 'the document'}: {error.message}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
