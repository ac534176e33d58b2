#!/usr/bin/env python3
"""Turns contracts/openapi.yaml into JSON: a file, or a C++ source that holds it for the server."""
import argparse
import json
import pathlib
import re
import sys

import yaml


class Loader(yaml.SafeLoader):
    """YAML 1.2 as OpenAPI means it: `on` and dates are text, and a key that comes twice is a fault."""

    yaml_implicit_resolvers = {}

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key_node, _ in node.value:
            if key_node.tag == "tag:yaml.org,2002:merge":
                continue
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} comes twice", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


for tag, pattern, first in (
    ("null", r"null|~|", ["n", "~", ""]),
    ("bool", r"true|false", list("tf")),
    ("int", r"-?(0|[1-9][0-9]*)", list("-0123456789")),
    ("float", r"-?(0|[1-9][0-9]*)(\.[0-9]*)?([eE][-+]?[0-9]+)?", list("-0123456789")),
    ("merge", r"<<", ["<"]),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)


def load(path):
    with open(path, encoding="utf-8") as source:
        return yaml.load(source, Loader)


def cpp_source(text):
    """Raw string pieces, since a single literal has a length limit."""
    size = 8000
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    literals = "\n".join(f'R"coffer({piece})coffer"' for piece in pieces)
    return (
        '#include "api/rest/openapi_document.hpp"\n\n'
        "namespace coffer::api::rest {\n\n"
        "std::string_view openapi_document() {\n"
        f"  static constexpr std::string_view text =\n{literals};\n"
        "  return text;\n}\n\n"
        "}  // namespace coffer::api::rest\n"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("document", type=pathlib.Path, help="contracts/openapi.yaml")
    parser.add_argument("--cpp", type=pathlib.Path, help="write a C++ source")
    parser.add_argument("--json", type=pathlib.Path, help="write JSON; without either, JSON goes to standard output")
    arguments = parser.parse_args()
    text = json.dumps(load(arguments.document), ensure_ascii=False, separators=(",", ":"))
    if arguments.cpp:
        arguments.cpp.parent.mkdir(parents=True, exist_ok=True)
        arguments.cpp.write_text(cpp_source(text), encoding="utf-8")
    if arguments.json:
        arguments.json.write_text(text + "\n", encoding="utf-8")
    if not arguments.cpp and not arguments.json:
        sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
