"""A planted violation of each rule fails; what is allowed passes."""
import pathlib
import unittest

import check_rooms
import sources

TABLE = check_rooms.read_table("""
coffer_room(base)
coffer_room(ledger DEPENDS base)
coffer_room(platform DEPENDS base
  LIBRARIES PostgreSQL::PostgreSQL fmt::fmt)
coffer_room(auth DEPENDS base platform)
coffer_room(finance DEPENDS base ledger platform auth)
coffer_room(documents DEPENDS base platform auth)
coffer_room(api DEPENDS base platform auth finance documents)
""")


def faults(path: str, text: str) -> list[str]:
    reader = check_rooms.Reader(TABLE)
    reader.read(pathlib.PurePosixPath(path), text)
    return reader.finish()


class TheTable(unittest.TestCase):
    def test_is_read_from_the_link_table(self):
        self.assertEqual(TABLE["base"], {"base"})
        self.assertEqual(TABLE["platform"], {"base", "platform"})
        self.assertEqual(TABLE["finance"], {"base", "ledger", "platform", "auth", "finance"})

    def test_of_the_project_has_every_room_and_no_siblings(self):
        table = check_rooms.read_table((sources.ROOT / "backend" / "CMakeLists.txt").read_text())
        self.assertLessEqual({"base", "ledger", "graphql", "platform", "auth", "finance", "api", "jobs", "testkit"}, set(table))
        siblings = {"finance", "documents", "notifications", "billing"}
        for room in siblings:
            self.assertEqual(table[room] & siblings, {room})
        for face in ("api", "jobs"):
            self.assertNotIn("ledger", table[face])


class Includes(unittest.TestCase):
    def assert_fault(self, path: str, text: str, part: str):
        found = faults(path, text)
        self.assertEqual(len(found), 1, found)
        self.assertIn(part, found[0])

    def test_of_a_room_below_pass(self):
        self.assertEqual(faults("finance/accounts/account_service.cpp", '#include "ledger/book.hpp"\n#include "base/money.hpp"\n#include <vector>\n'), [])

    def test_upwards_fail_with_their_place(self):
        self.assert_fault("ledger/book.hpp", '#pragma once\n\n#include "finance/accounts/account.hpp"\n',
                          "backend/ledger/book.hpp:3: ledger may not include finance")

    def test_of_a_sibling_fail(self):
        self.assert_fault("documents/files/file_service.cpp", '#include "finance/accounts/account.hpp"\n', "documents may not include finance")

    def test_of_the_ledger_in_a_face_fail(self):
        self.assert_fault("api/rest/account_routes.cpp", '#include "ledger/book.hpp"\n', "api may not include ledger")

    def test_of_a_store_in_a_face_fail(self):
        self.assert_fault("api/rest/account_routes.cpp", '#include "finance/accounts/account_store.hpp"\n', "is a store")

    def test_of_the_testkit_are_for_tests(self):
        self.assertEqual(faults("finance/accounts/account_test.cpp", '#include "testkit/database.hpp"\n'), [])
        self.assert_fault("finance/accounts/account_service.cpp", '#include "testkit/database.hpp"\n', "may not include testkit")

    def test_start_at_backend(self):
        self.assert_fault("base/money.cpp", '#include "../ledger/book.hpp"\n', "start at backend/")
        self.assert_fault("base/money.cpp", '#include "money.hpp"\n', "start at backend/")

    def test_of_an_unknown_room_fail(self):
        self.assert_fault("shop/basket.cpp", "", "no coffer_room line")

    def test_in_the_apps_are_free(self):
        self.assertEqual(faults("apps/wiring.cpp", '#include "finance/accounts/account_store.hpp"\n'), [])


class Sql(unittest.TestCase):
    def test_is_for_stores(self):
        text = '#include "platform/pg/rows.hpp"\n'
        self.assertEqual(faults("finance/accounts/account_store.cpp", text), [])
        self.assertIn("only stores touch SQL", faults("finance/accounts/account_service.cpp", text)[0])
        self.assertIn("only stores touch SQL", faults("finance/accounts/account_service.cpp", '#include "finance/accounts/sql.hpp"\n')[0])

    def test_text_is_found_outside_stores(self):
        self.assertIn("SQL text", faults("api/rest/account_routes.cpp", 'auto q = "SELECT id FROM finance.accounts";\n')[0])
        self.assertIn("SQL text", faults("finance/accounts/account_service.cpp", 'auto q = R"sql(\nDELETE FROM finance.accounts)sql";\n')[0])
        self.assertEqual(faults("finance/accounts/account_service.cpp", 'auto s = "Select an account from the list";\n'), [])


class ThirdParties(unittest.TestCase):
    def test_asio_stands_in_platform_and_edge(self):
        text = "#include <boost/asio/io_context.hpp>\n"
        self.assertEqual(faults("platform/async/loop.cpp", text), [])
        self.assertIn("stands only in", faults("api/rest/account_routes.cpp", text)[0])

    def test_an_eleventh_unit_that_sees_asio_through_a_header_fails(self):
        reader = check_rooms.Reader(TABLE)
        reader.read(pathlib.PurePosixPath("platform/async/loop_impl.hpp"), "#include <boost/beast/core.hpp>\n")
        for number in range(check_rooms.ASIO_UNITS):
            reader.read(pathlib.PurePosixPath(f"platform/async/part{number}.cpp"), '#include "platform/async/loop_impl.hpp"\n')
        self.assertEqual(reader.finish(), [])
        reader.read(pathlib.PurePosixPath("platform/redis/client.cpp"), '#include "platform/async/loop_impl.hpp"\n')
        self.assertIn("11 translation units", reader.finish()[0])

    def test_pure_rooms_have_no_input_or_output(self):
        for header in ("fstream", "boost/multiprecision/cpp_int.hpp", "libpq-fe.h", "spdlog/spdlog.h"):
            self.assertIn("is pure", faults("ledger/lots.cpp", f"#include <{header}>\n")[0])
        self.assertEqual(faults("base/decimal_test.cpp", "#include <boost/multiprecision/cpp_int.hpp>\n"), [])

    def test_services_use_platform_instead(self):
        self.assertIn("wrapped by platform", faults("auth/identity/password.cpp", "#include <sodium.h>\n")[0])


if __name__ == "__main__":
    unittest.main()
