"""What ./dev bench says of its figures."""
import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "tools" / "dev")]
import console  # noqa: E402
import households  # noqa: E402
import rest  # noqa: E402
import table  # noqa: E402


def verdict(*goals: tuple[table.Goal, float]) -> str:
    return table.Row("what", "1", goals=goals).cells()[-1]


class Verdict(unittest.TestCase):
    def test_a_goal_is_met_at_its_limit(self) -> None:
        self.assertEqual(verdict((table.at_least(10), 10.0)), "yes")
        self.assertEqual(verdict((table.at_most(2), 2.0)), "yes")

    def test_a_goal_that_is_missed_says_so(self) -> None:
        self.assertEqual(verdict((table.at_least(10), 9.99)), "NO")
        self.assertEqual(verdict((table.at_most(3), 1.5), (table.under(3, "s"), 20.0)), "NO: < 3 s")

    def test_without_a_goal_nothing_is_claimed(self) -> None:
        self.assertEqual(verdict(), "-")


class SameWork(unittest.TestCase):
    def test_an_answer_with_another_field_is_another_answer(self) -> None:
        with self.assertRaises(console.Failure):
            rest.check_same(b'{"items":[{"id":"1","fee":"1.50"}],"next_cursor":null}', b'{"items":[{"id":"1","fee":"1.5"}],"next_cursor":null}')

    def test_a_date_of_javascript_ends_at_milliseconds(self) -> None:
        rest.check_same(b'{"created_at":"2026-03-31T08:15:00.123456Z"}', b'{"created_at":"2026-03-31T08:15:00.123000Z"}')

    def test_the_statement_is_the_one_of_the_build(self) -> None:
        text = rest.statement_of("finance/transactions/sql/list_transactions.sql", {"sort": "date_desc"})
        self.assertIn("ORDER BY r.trade_date DESC", text)
        self.assertNotIn("--[", text)
        self.assertNotIn("ILIKE", text)

    def test_colons_within_a_text_are_no_variables(self) -> None:
        self.assertEqual(rest.to_pgbench("SELECT to_char(t, 'HH24:MI'), $1", [":household"]), "SELECT to_char(t, E'HH24\\x3aMI'), :household")


class Households(unittest.TestCase):
    def test_the_rows_are_the_same_each_time_and_none_sells_what_is_not_held(self) -> None:
        text = households.write_csv(households.SMALL)
        self.assertEqual(text, households.write_csv(households.SMALL))
        held: dict[tuple[str, str], int] = {}
        lines = text.decode().splitlines()[1:]
        self.assertEqual(len(lines), households.SMALL.transactions)
        for line in lines:
            _, _, kind, symbol, _, quantity, *_, account, _ = line.split(",")
            if kind in ("buy", "sell"):
                held[account, symbol] = held.get((account, symbol), 0) + (1 if kind == "buy" else -1) * int(quantity)
                self.assertGreater(held[account, symbol], 0)


if __name__ == "__main__":
    unittest.main()
