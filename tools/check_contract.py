#!/usr/bin/env python3
"""Checks contracts/: the rules that every operation, request body, response and event keeps.

Complements a general OpenAPI lint. `--self-test` shows that each rule finds a planted fault.
"""
import argparse
import copy
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from openapi_json import load  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
METHODS = ("get", "put", "post", "delete", "patch")
VERBS = ("list", "get", "create", "update", "remove", "restore", "commit", "revert", "export", "accept", "preview", "match", "undo")
# What an operation asks of its caller: nothing, to be signed in, a permission in the household, or one of those who run Coffer (auth/permissions).
PERMISSIONS = ("public", "signed_in", "view_household", "manage_household", "manage_members", "view_finances", "create_accounts", "edit_accounts",
               "edit_instruments", "edit_prices", "edit_transactions", "edit_portfolios", "import", "export", "view_audit_log",
               "find_people", "manage_people")
VERB_OF = {"get": ("list", "get", "export"), "put": ("update",), "patch": ("update",), "delete": ("remove",),
           "post": ("create", "update", "restore", "commit", "revert", "remove", "accept", "preview", "match", "undo")}
REQUEST_CONTENT = ("application/json", "multipart/form-data", "application/merge-patch+json")


class Contract:
    def __init__(self, document):
        self.document = document
        self.faults = []

    def fault(self, place, text):
        self.faults.append(f"{place}: {text}")

    def resolve(self, value):
        while isinstance(value, dict) and "$ref" in value:
            target = self.document
            for step in value["$ref"].removeprefix("#/").split("/"):
                if not isinstance(target, dict) or step not in target:
                    self.fault(value["$ref"], "points to nothing")
                    return {}
                target = target[step]
            beside = {key: item for key, item in value.items() if key != "$ref"}
            value = {**target, **beside}
        return value

    def operations(self):
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    yield path, method, item[method], item.get("parameters", [])

    def check(self):
        seen = set()
        tags = {tag["name"] for tag in self.document.get("tags", [])}
        for path, method, operation, shared in self.operations():
            place = f"{method.upper()} {path}"
            self.check_identity(place, method, operation, seen, tags)
            parameters = [self.resolve(parameter) for parameter in shared + operation.get("parameters", [])]
            self.check_parameters(place, path, parameters)
            self.check_request(place, method, operation)
            self.check_responses(place, path, method, operation, parameters)
        self.check_keys("", self.document)
        return self.faults

    def check_identity(self, place, method, operation, seen, tags):
        name = operation.get("operationId", "")
        if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name) or name.split("_")[0] not in VERBS:
            self.fault(place, f"operationId {name!r} does not begin with one of the verbs")
        elif name.split("_")[0] not in VERB_OF[method]:
            self.fault(place, f"operationId {name!r} does not suit the method")
        permission = operation.get("x-permission")
        if permission not in PERMISSIONS:
            self.fault(place, f"x-permission {permission!r} is none of the permissions")
        elif (permission == "public") != (operation.get("security") == [] or {} in operation.get("security", [])):
            self.fault(place, "x-permission and security say different things")
        if name in seen:
            self.fault(place, f"operationId {name!r} comes twice")
        seen.add(name)
        if not set(operation.get("tags", [])) & tags:
            self.fault(place, "has no declared tag")
        if not operation.get("summary"):
            self.fault(place, "has no summary")

    def check_parameters(self, place, path, parameters):
        named = {parameter["name"] for parameter in parameters if parameter["in"] == "path"}
        if named != set(re.findall(r"\{(\w+)\}", path)):
            self.fault(place, "path parameters and path differ")
        for parameter in parameters:
            if not parameter.get("description"):
                self.fault(place, f"parameter {parameter['name']} has no description")
            self.check_limits(f"{place} ?{parameter['name']}", parameter["schema"], set())

    def check_request(self, place, method, operation):
        body = self.resolve(operation.get("requestBody", {}))
        if method in ("get", "delete") and body:
            self.fault(place, "a body where none is read")
        if method in ("put", "patch") and not body:
            self.fault(place, "no request body")
        for media, content in body.get("content", {}).items():
            if media not in REQUEST_CONTENT:
                self.fault(place, f"unexpected request type {media}")
            self.check_limits(f"{place} body", content["schema"], set(), closed=True)

    def check_limits(self, place, schema, visited, closed=False):
        """Every string, number and list that comes in has its limits; every object is closed."""
        reference = schema.get("$ref")
        if reference in visited:
            return
        visited = visited | {reference} if reference else visited
        schema = self.resolve(schema)
        kinds = schema.get("type", [])
        kinds = {kinds} if isinstance(kinds, str) else set(kinds)
        if "string" in kinds and "enum" not in schema and schema.get("format") != "binary" and "maxLength" not in schema:
            self.fault(place, "a string without maxLength")
        if "integer" in kinds and not {"minimum", "maximum"} <= schema.keys():
            self.fault(place, "an integer without minimum and maximum")
        if "number" in kinds:
            self.fault(place, "a number: figures are decimal strings")
        if "array" in kinds:
            if "maxItems" not in schema:
                self.fault(place, "a list without maxItems")
            self.check_limits(place + "[]", schema.get("items", {}), visited, closed)
        if "object" in kinds:
            if closed and schema.get("additionalProperties") is not False:
                self.fault(place, "an object that takes unknown fields")
            for name, item in schema.get("properties", {}).items():
                self.check_limits(f"{place}/{name}", item, visited, closed)
        for choice in schema.get("oneOf", []):
            self.check_limits(place, choice, visited, closed)

    def check_responses(self, place, path, method, operation, parameters):
        responses = operation.get("responses", {})
        is_public = operation.get("security") is not None
        if not any(status.startswith("4") for status in responses):
            self.fault(place, "no response for the client's faults")
        if not is_public and "401" not in responses:
            self.fault(place, "a protected operation without 401")
        if "{" in path and "404" not in responses:
            self.fault(place, "an operation on one object without 404")
        if operation.get("requestBody") and "422" not in responses:
            self.fault(place, "an operation with a body without 422")
        names = {parameter["name"] for parameter in parameters}
        writes = not operation["operationId"].startswith("preview_")
        if method == "post" and writes and not is_public and "Idempotency-Key" not in names:
            self.fault(place, "a POST without Idempotency-Key")
        if "If-Match" in names and "412" not in responses:
            self.fault(place, "If-Match without 412")
        if "If-None-Match" in names and "304" not in responses:
            self.fault(place, "If-None-Match without 304")
        for status, response in responses.items():
            response = self.resolve(response)
            for content in response.get("content", {}).values():
                self.check_answer(f"{place} {status}", content["schema"], set())

    def check_answer(self, place, schema, visited):
        reference = schema.get("$ref")
        if reference in visited:
            return
        visited = visited | {reference} if reference else visited
        schema = self.resolve(schema)
        properties = schema.get("properties", {})
        missing = set(schema.get("required", [])) - properties.keys()
        if missing:
            self.fault(place, f"required but not described: {', '.join(sorted(missing))}")
        if "items" in properties and "next_cursor" in properties and not {"items", "next_cursor"} <= set(schema.get("required", [])):
            self.fault(place, "a list whose items or next_cursor may be absent")
        for name, item in properties.items():
            self.check_answer(f"{place}/{name}", item, visited)
        if isinstance(schema.get("items"), dict):
            self.check_answer(place + "[]", schema["items"], visited)
        for choice in schema.get("oneOf", []):
            self.check_answer(place, choice, visited)

    def check_keys(self, place, value):
        """A comma in an unquoted description splits it: the rest becomes a key without value."""
        if isinstance(value, dict):
            for key, item in value.items():
                if item is None and not place.endswith(("example", "value")) and "/example" not in place:
                    self.fault(place, f"the key {key!r} has no value")
                self.check_keys(f"{place}/{key}", item)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                self.check_keys(f"{place}/{index}", item)


def check_events(folder):
    faults = []
    names = sorted(path.stem for path in folder.glob("*.json") if path.stem != "envelope")
    envelope = json.loads((folder / "envelope.json").read_text(encoding="utf-8"))
    if envelope["properties"]["type"]["enum"] != names:
        faults.append("events/envelope.json: the types listed and the files differ")
    for name in names:
        schema = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        if not re.fullmatch(r"[a-z_]+\.[a-z_]+", name) or schema.get("title") != name:
            faults.append(f"events/{name}.json: name and title differ")
        if schema.get("additionalProperties") is not False or set(schema.get("required", [])) != schema["properties"].keys():
            faults.append(f"events/{name}.json: an event is closed and complete")
    return faults


def self_test(document):
    def planted(change):
        copied = copy.deepcopy(document)
        change(copied)
        return Contract(copied).check()

    def account(copied):
        return copied["paths"]["/v1/accounts"]["post"]

    plants = {
        "verb": lambda d: account(d).update(operationId="make_account"),
        "none of the permissions": lambda d: account(d).update({"x-permission": "do_anything"}),
        "say different things": lambda d: account(d).update({"x-permission": "public"}),
        "comes twice": lambda d: account(d).update(operationId="create_portfolio"),
        "unknown fields": lambda d: d["components"]["schemas"]["NewAccount"].pop("additionalProperties"),
        "without maxLength": lambda d: d["components"]["schemas"]["AccountName"].pop("maxLength"),
        "without 401": lambda d: account(d)["responses"].pop("401"),
        "Idempotency-Key": lambda d: account(d).pop("parameters"),
        "not described": lambda d: d["components"]["schemas"]["Account"]["required"].append("colour"),
        "points to nothing": lambda d: d["components"]["schemas"].pop("CashMode"),
        "has no value": lambda d: d["components"]["schemas"]["Note"].update({"a stray piece": None}),
    }
    for expected, change in plants.items():
        if not any(expected in fault for fault in planted(change)):
            sys.exit(f"self-test: a planted fault was not found ({expected})")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--self-test", action="store_true", help="plant faults first and demand that each is found")
    arguments = parser.parse_args()
    document = load(ROOT / "contracts/openapi.yaml")
    faults = Contract(document).check() + check_events(ROOT / "contracts/events")
    for fault in faults:
        print(fault)
    if arguments.self_test:
        self_test(document)
    if faults:
        sys.exit(1)
    print(f"contracts: {sum(1 for _ in Contract(document).operations())} operations, no fault")


if __name__ == "__main__":
    main()
