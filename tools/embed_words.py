#!/usr/bin/env python3
"""Writes a sorted word list (one per line) as a C++ source: a constant array of string views."""
import argparse
import pathlib


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--words", required=True, type=pathlib.Path)
    parser.add_argument("--header", required=True, help="declares the function")
    parser.add_argument("--function", required=True, help="qualified: coffer::auth::common_passwords")
    parser.add_argument("--out", required=True, type=pathlib.Path)
    given = parser.parse_args()
    words = sorted(set(given.words.read_text(encoding="ascii").split("\n")) - {""}, key=lambda word: word.encode())
    escaped = ['"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("?", "\\?") + '",' for word in words]
    namespace, function = given.function.rsplit("::", 1)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text("\n".join([
        f"// Generated from {given.words.name}.",
        f'#include "{given.header}"', "",
        f"namespace {namespace} {{", "",
        f"std::span<const std::string_view> {function}() {{",
        "  static constexpr std::string_view words[] = {",
        *("      " + text for text in escaped),
        "  };", "  return words;", "}", "", f"}}  // namespace {namespace}", ""]), encoding="ascii")


if __name__ == "__main__":
    main()
