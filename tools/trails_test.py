"""The evaluator of trails finds what does not hold."""
import contextlib
import copy
import io
import json
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent / "trails"))
import operations  # noqa: E402
import recompute  # noqa: E402

CASE = {
    "transactions": [{"date": "2024-01-02", "type": "BUY", "quantity": "3", "price": "33.335"},
                     {"date": "2024-02-01", "type": "TRANSFER_OUT", "quantity": "1", "link": "t"},
                     {"date": "2024-02-03", "type": "TRANSFER_IN", "quantity": "1", "link": "t"},
                     {"date": "2024-03-01", "type": "SELL", "quantity": "1", "price": "40"}],
    "prices": [], "fx": [{"from": "USD", "to": "EUR", "date": "2024-01-02", "rate": "0.9"}],
}


def leaf(transaction, field, date, value):
    return {"op": "input", "kind": "input", "value": value, "sentence": "Stated", "input":
            {"kind": "field", "transaction": transaction, "field": field, "date": date}}


GROSS = {"nodes": [leaf(0, "quantity", "2024-01-02", "3"), leaf(0, "price", "2024-01-02", "33.335"),
                   {"op": "product", "kind": "gross", "of": [0, 1], "digits": 2, "value": "100.01", "sentence": "Gross"}]}


def faults(figure="100.01", **changes):
    trail = copy.deepcopy(GROSS)
    for place, change in changes.items():
        trail["nodes"][int(place[1:])].update(change)
    return recompute.check_case({"cost_basis": figure}, {"cost_basis": trail}, CASE)[2]


class TrailTest(unittest.TestCase):
    def test_a_trail_that_holds_has_no_fault(self):
        self.assertEqual(faults(), [])

    def test_what_does_not_hold_is_found(self):
        for change in ({"n2": {"value": "100.00"}}, {"n2": {"op": "sum"}}, {"n0": {"value": "4"}}, {"n2": {"digits": 3}},
                       {"n0": {"input": {"kind": "field", "transaction": 1, "field": "quantity", "date": "2024-01-02"}}},
                       {"n0": {"input": {"kind": "field", "transaction": 0, "field": "fee", "date": "2024-01-02"}}},
                       {"n2": {"sentence": ""}}, {"n2": {"of": [0, 2]}}, {"n1": {"doubts": [0]}}):
            with self.subTest(change):
                self.assertEqual(len(faults(**change)), 1)

    def test_every_figure_needs_a_trail_and_every_trail_a_figure(self):
        self.assertEqual(len(recompute.check_case({"cash": "1"}, {}, CASE)[2]), 1)
        self.assertEqual(recompute.check_case({"irr": None, "warnings": [], "annualized_reason": "x"}, {}, CASE)[2], [])
        self.assertEqual(len(recompute.check_case({}, {"cash": GROSS}, CASE)[2]), 1)
        self.assertEqual(len(faults(figure="100.02")), 1)

    def test_an_arrival_is_no_transaction_of_its_own(self):
        inputs = recompute.Inputs(CASE)
        self.assertEqual(inputs.stated(leaf(2, "quantity", "2024-03-01", "1")["input"]), 1)


class SuiteTest(unittest.TestCase):
    """The program as the suite runs it."""

    def run_with(self, figures: dict, trails: dict) -> int:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "case.json").write_text(json.dumps(CASE))
            (folder / "figures").write_text(json.dumps({"file": "case.json", "figures": figures}))
            (folder / "trails").write_text(json.dumps({"file": "case.json", "trails": trails}))
            with contextlib.redirect_stdout(io.StringIO()):
                return recompute.main([str(folder / one) for one in ("figures", "trails", "case.json")])

    def test_a_figure_without_a_trail_fails_it(self):
        self.assertEqual(self.run_with({"cost_basis": "100.01"}, {"cost_basis": GROSS}), 0)
        self.assertEqual(self.run_with({"cost_basis": "100.01"}, {}), 1)
        self.assertEqual(self.run_with({"cost_basis": "100.01", "new": "1"}, {"cost_basis": GROSS}), 1)
        self.assertEqual(self.run_with({"lots": [{"new": "1"}]}, {}), 1)
        self.assertEqual(self.run_with({"irr_others": ["0.1"]}, {}), 1)

    def test_a_case_that_is_not_evaluated_fails_it(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            for one in ("figures", "trails"):
                (folder / one).write_text("")
            (folder / "case.json").write_text(json.dumps(CASE))
            with contextlib.redirect_stdout(io.StringIO()):
                self.assertEqual(recompute.main([str(folder / one) for one in ("figures", "trails", "case.json")]), 1)


# A case of another program's customs: an arrival is a row of its own, numbers are given without a booking.
OTHER = {
    "model": {"engine": "trades"}, "inputs": {"values": ["2.5", "1.12345678901234567851"]},
    "transactions": [{"date": "2024-01-02", "type": "TRANSFER_IN", "quantity": "4"},
                     {"date": "2024-01-03", "type": "SELL", "quantity": "4", "price": "3", "fx": {"rate_eur_usd": "1.1"}}],
}


def given(path, value):
    return {"nodes": [{"op": "input", "kind": "input", "value": value, "sentence": "Given", "input": {"kind": "given", "path": path}}]}


class OtherCustomsTest(unittest.TestCase):
    def test_every_row_is_a_booking(self):
        inputs = recompute.Inputs(OTHER)
        self.assertEqual(inputs.stated(leaf(1, "quantity", "2024-01-03", "4")["input"]), 4)
        self.assertEqual(inputs.stated(leaf(1, "fx/rate_eur_usd", "2024-01-03", "1.1")["input"]), operations.Fraction("1.1"))

    def test_figures_within_figures_need_trails_and_words_none(self):
        figures = {"period_report": {"fees": "2.5"}, "aggregated": {"by": "WEEK", "returns": ["2.5"]}, "error": None,
                   "dividend_periodicity": "ANNUAL", "trades": [{"side": "LONG", "closed": True, "end": None, "profit": "2.5"}]}
        places = ("period_report/fees", "aggregated/returns/0", "trades/0/profit")
        trails = {place: given("inputs/values/0", "2.5") for place in places}
        self.assertEqual(recompute.check_case(figures, trails, OTHER)[2], [])
        for place in places:
            with self.subTest(place):
                left = {one: trail for one, trail in trails.items() if one != place}
                self.assertEqual(recompute.check_case(figures, left, OTHER)[2], [f"{place}: 2.5 has no trail"])

    def test_a_given_number_is_what_stands_at_its_place(self):
        check = lambda path, value: recompute.check_case({"mwr": value}, {"mwr": given(path, value)}, OTHER)[2]  # noqa: E731
        self.assertEqual(check("inputs/values/1", "1.123456789012345679"), [])  # as stored, with eighteen digits
        for path, value in (("inputs/values/0", "2"), ("inputs/values/2", "2.5"), ("transactions/0/quantity", "4"), ("expect/mwr", "4")):
            with self.subTest(path):
                self.assertEqual(len(check(path, value)), 1)


class OperationTest(unittest.TestCase):
    def test_operations_of_other_customs(self):
        number, fraction = operations.Number, operations.Fraction
        dated = {"dates": ["2024-01-01", "2024-01-03", "2024-01-04", "2024-01-08"], "place": 0}
        self.assertEqual(operations.apply({"op": "days", "dates": ["2024-02-28", "2024-03-01"]}, []), 2)
        self.assertEqual(operations.apply({"op": "reciprocal", "digits": 4}, [fraction(3)]), fraction("0.3333"))
        self.assertEqual(operations.apply({"op": "factor"}, [number("0.25")]), number("1.25"))
        self.assertEqual(operations.apply({"op": "drawdown_days", **dated}, [number(2), number(1), number(3)]), 4)
        self.assertTrue(operations.is_close(operations.apply({"op": "per_period"}, [number("0.21"), fraction(2)]), number("0.1")))
        self.assertTrue(operations.is_close(operations.apply({"op": "periodic_rate"}, [fraction(-100), fraction(0), fraction(110), fraction("0.5")]), number("0.21")))
        two_days = {"op": "internal_rate", "dates": ["2024-01-01", "2024-01-03"], "place": 0}
        self.assertTrue(operations.is_close(operations.apply(two_days, [fraction(-100), fraction(121), fraction(1)]), number("0.1")))
        worth = {"op": "present_value", "dates": ["2023-01-01", "2024-01-01"]}
        self.assertTrue(operations.is_close(operations.apply(worth, [fraction("0.1"), fraction(-100), fraction(110)]), number(0)))
        spread = [number("1.1"), number("0.9"), number("1.1")]
        self.assertLess(operations.log_shortfall(spread), operations.log_deviation(spread))

    def test_rounding_is_half_away_from_zero(self):
        for value, wanted in (("0.125", "0.13"), ("-0.125", "-0.13"), ("0.1249", "0.12"), ("2", "2")):
            self.assertEqual(operations.rounded(operations.Fraction(value), 2), operations.Fraction(wanted))

    def test_parts_sum_to_the_whole(self):
        for total in ("100.01", "-100.01", "0.02"):
            parts = [operations.apportioned(operations.Fraction(total), [operations.Fraction(w) for w in (1, 1, 1)], 2, i) for i in range(3)]
            self.assertEqual(sum(parts), operations.Fraction(total))

    def test_internal_rate_is_the_root_nearest_zero(self):
        number = operations.Number
        two_roots = [(0, number(-100)), (365, number(230)), (730, number(-132))]
        self.assertTrue(operations.is_close(operations.internal_rate(two_roots), number("0.1")))
        self.assertIsNone(operations.internal_rate([(0, number(-100)), (365, number(230)), (730, number(-133))]))

        self.assertTrue(operations.is_close(operations.internal_rate(two_roots, 1), number("0.2")))

    def test_money_counts_from_the_day_it_came(self):
        dates = ["2024-01-01", "2024-01-11", "2024-01-31"]
        amounts = [operations.Fraction(1000), operations.Fraction(600)]
        self.assertEqual(operations.time_weighted({"dates": dates, "days": 30}, amounts), 1400)
        self.assertEqual(operations.mean_invested(dates, amounts), 1400)
        self.assertEqual(operations.mean_invested(dates, [operations.Fraction(1000), operations.Fraction(-1000)]), 1000)

    def test_of_twenty_the_lowest_is_the_twentieth_part(self):
        values = [operations.Number(value) for value in range(20, 0, -1)]
        self.assertEqual(operations.quantile(operations.Fraction("0.95"), values), 1)
        self.assertEqual(operations.quantile(operations.Fraction("0.90"), values), 2)

    def test_a_sum_with_a_statistic_is_one(self):
        self.assertIsInstance(operations.signed_total([operations.Fraction(1)], []), operations.Fraction)
        self.assertEqual(operations.signed_total([operations.Number(1)], [operations.Fraction(1, 4)]), operations.Number("0.75"))

    def test_a_fall_is_measured_from_the_peak_before_it(self):
        growths = [operations.Number(g) for g in ("1.1", "0.5", "1.5")]
        self.assertTrue(operations.is_close(operations.drawdown(growths), operations.Number("0.5")))


if __name__ == "__main__":
    unittest.main()
