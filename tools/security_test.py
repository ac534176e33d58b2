"""docs/security.md names tests as evidence: each of them is there."""
import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "security.md"


def tracked(*patterns: str) -> list[pathlib.Path]:
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / line for line in listed.splitlines()]


def existing() -> set[str]:
    """Suite.name of C++ and Python, `file: title` of TypeScript."""
    found = set()
    for file in tracked("backend/**_test.cpp"):
        found |= {f"{suite}.{name}" for suite, name in re.findall(r"^TEST(?:_F|_P)?\((\w+),\s*(\w+)\)", file.read_text(), re.MULTILINE)}
    for file in tracked("backend/tests/**_test.py", "tools/*_test.py"):
        found |= {f"{file.stem}.{name}" for name in re.findall(r"^    def (test_\w+)", file.read_text(), re.MULTILINE)}
    for file in tracked("web/**.spec.ts", "web/**.test.ts", "web/**.test.tsx"):
        named = re.findall(r"""\b(?:test|it)(?:\.each\(\[.*?\]\))?\(\s*(["'`])(.+?)\1""", file.read_text(), re.DOTALL)
        found |= {f"{re.sub(r'[.]tsx?$', '', file.name)}: {title}" for _, title in named}
    return found


def evidence(text: str) -> set[str]:
    """What stands in the last column of the tables and in the lines of tests, as code."""
    table = text.partition("## OWASP ASVS")[2]
    return {code for code in re.findall(r"`([^`]+)`", table) if re.fullmatch(r"[A-Za-z]\w+\.\w{6,}|[\w-]+\.(?:spec|test): .+", code)} - {"server.public_origin"}


class Security(unittest.TestCase):
    def test_what_is_named_as_evidence_is_there(self):
        named = evidence(PAGE.read_text())
        self.assertGreater(len(named), 100)
        self.assertEqual(sorted(named - existing()), [])

    def test_control_a_test_that_is_gone_is_noticed(self):
        page = "## OWASP ASVS\n| 1.1.1 | met | so | `GoneTest.ThatNobodyWrote`, `gone.spec: a title` |"
        self.assertEqual(evidence(page) - existing(), {"GoneTest.ThatNobodyWrote", "gone.spec: a title"})


if __name__ == "__main__":
    unittest.main()
