"""A planted violation of each rule fails; what is allowed passes."""
import pathlib
import unittest

import check_tidy


def faults(path: str, text: str, there: tuple[str, ...] = ()) -> list[str]:
    return check_tidy.check(pathlib.PurePosixPath(path), text, lambda target: str(target) in there)


class Rules(unittest.TestCase):
    def assert_fault(self, path: str, text: str, part: str):
        found = faults(path, text)
        self.assertEqual(len(found), 1, found)
        self.assertIn(part, found[0])

    def test_money_is_no_floating_point(self):
        self.assert_fault("backend/ledger/lots.cpp", "int a;\ndouble cost = 0;\n", "backend/ledger/lots.cpp:2: floating point")
        self.assert_fault("backend/finance/accounts/account_store.cpp", "float f;\n", "floating point")
        self.assertEqual(faults("backend/ledger/risk.cpp", "double volatility = 0;\n"), [])
        self.assertEqual(faults("backend/base/decimal.cpp", "// no double here\nDecimal(double) = delete;\n"), [])

    def test_headers_and_sources(self):
        self.assert_fault("backend/base/money.hpp", "struct Money;\n", "#pragma once")
        self.assert_fault("backend/base/money.hpp", "#pragma once\nusing namespace std;\n", "using namespace")
        self.assert_fault("backend/base/money.cpp", '#include <map>\n#include "base/money.hpp"\n', "own header")
        self.assert_fault("backend/auth/identity/password.cpp", 'auto p = getenv("X");\n', "reads the environment")
        self.assert_fault("backend/auth/identity/password.cpp", "auto t = std::chrono::system_clock::now();\n", "time of day")

    def test_lengths(self):
        self.assert_fault("backend/base/money.cpp", "int a;\n" * 501, "501 lines")
        self.assertEqual(faults("backend/base/money_test.cpp", "int a;\n" * 800), [])
        body = "  a();\n" * 71
        self.assert_fault("backend/base/money.cpp", "Money f(int x) {\n" + body + "}\n", "money.cpp:1: a function of 71 lines")
        self.assertEqual(faults("backend/base/money.cpp", "namespace a {\nclass B {\n" + body + "};\n}\n"), [])

    def test_names_that_say_nothing(self):
        for name in ("utils.cpp", "string_helpers.cpp", "common.cpp", "lot_manager.cpp"):
            self.assertIn("says nothing", faults(f"backend/base/{name}", "")[0])
        self.assertEqual(faults("backend/base/commons_fund.cpp", ""), [])

    def test_unfinished_words_and_places_of_one_machine(self):
        self.assert_fault("docs/a.md", "TO" + "DO: more", "unfinished")
        self.assert_fault("docs/a.md", "see /" + "work/main", "one machine")
        self.assert_fault("web/a.json", '"https://registry.npmj' + 's.org/next"', "one machine")

    def test_queries_name_their_columns(self):
        self.assert_fault("backend/finance/accounts/sql/find.sql", "-- a\n-- b\nSELECT * FROM x\n", "name the columns")
        self.assertEqual(faults("backend/finance/accounts/sql/find.sql", "-- a\n-- b\nSELECT count(*) FROM x\n"), [])

    def test_links_lead_somewhere(self):
        self.assert_fault("docs/map.md", "see [this](recipes/nothing.md)", "leads nowhere: recipes/nothing.md")
        self.assertEqual(faults("docs/map.md", "see [this](recipes/a.md#x) [w](https://example.org)", ("docs/recipes/a.md",)), [])

    def test_a_rooms_readme_is_short(self):
        self.assert_fault("backend/base/README.md", "line\n" * 21, "20 at most")


if __name__ == "__main__":
    unittest.main()
