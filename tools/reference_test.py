"""The reference evaluator against figures worked out by hand."""
import json
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "reference"))

import comparison  # noqa: E402
import evaluate  # noqa: E402
import random_cases  # noqa: E402
import variations  # noqa: E402


def row(date, kind, quantity=None, **more):
    units = {"symbol": "A", "quantity": quantity} if quantity else {}
    return {"date": date, "type": kind, "currency": "EUR"} | units | more


class Figures(unittest.TestCase):
    def figures(self, engine, rows=(), prices=(), model=None, **more):
        case = {"id": "x", "model": {"engine": engine, "symbol": "A"} | (model or {}), "base_currency": "EUR", "cost_basis": "FIFO",
                "instruments": [{"symbol": "A", "currency": "EUR", "kind": "SECURITY"}], "transactions": list(rows),
                "prices": [{"symbol": "A", "date": date, "close": close} for date, close in prices], "fx": [], "as_of": "2024-12-31", "period": None}
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "x.json"
            file.write_text(json.dumps(case | more))
            return evaluate.figures(file)

    def test_a_part_of_a_money_lot_leaves_at_whole_cents(self):
        rows = [row("2024-01-02", "BUY", "3", amount="100", portfolio="P"), row("2024-02-01", "SELL", "1", amount="50", fee="1", portfolio="P")]
        figures = self.figures("lots", rows, [("2024-03-01", "40")])
        self.assertEqual(figures["cost_basis"], "66.67")
        self.assertEqual(figures["realized_gain_gross"], "17.67")
        self.assertEqual(figures["unrealized_gain"], "13.33")

    def test_a_transferred_part_stands_behind_the_rest_of_its_lot(self):
        rows = [row("2024-01-02", "BUY", "2", amount="20", portfolio="P"), row("2024-01-03", "BUY", "2", amount="40", portfolio="Q"),
                row("2024-01-04", "TRANSFER_IN", "1", amount="0", portfolio="Q", counter_portfolio="P"),
                row("2024-01-05", "SELL", "1", amount="15", portfolio="Q")]
        self.assertEqual(self.figures("lots", rows)["realized_gain_gross"], "5")

    def test_a_pool_mean_changes_on_arrivals_only(self):
        rows = [row("2024-01-01", "BUY", "1", price="10", account="x"), row("2024-01-02", "BUY", "1", price="20", account="x"),
                row("2024-01-03", "SELL", "1", price="16", account="x"), row("2024-01-04", "BUY", "1", price="21", account="x"),
                row("2024-01-05", "SELL", "1", price="18", account="x")]
        figures = self.figures("lots_book", rows, model={"average": "pool"}, cost_basis="AVERAGE")
        self.assertEqual([item["unit_cost"] for item in figures["disposals"]], ["15", "18"])
        self.assertEqual(figures["lots"][0]["unit_cost"], "21")

    def test_an_error_is_the_only_figure(self):
        rows = [row("2024-01-01", "BUY", "2", price="10", account="x"), row("2024-01-02", "BUY", "2", price="11", account="x"),
                row("2024-01-03", "SELL", "3", price="12", account="x")]
        self.assertEqual(self.figures("lots_book", rows, cost_basis="STRICT"), {"error": "ambiguous"})

    def test_a_short_trade_puts_up_its_entry(self):
        rows = [row("2023-01-01", "SELL", "1", amount="100", portfolio="P"), row("2024-01-01", "BUY", "1", amount="90", portfolio="P")]
        self.assertEqual(self.figures("trades", rows)["trades"][0]["irr"][:8], "0.1")

    def test_a_return_counts_flows_in_at_the_start_and_out_at_the_end(self):
        rows = [row("2024-01-01", "DEPOSIT", amount="100"), row("2024-01-02", "DEPOSIT", amount="100"), row("2024-01-02", "INTEREST", amount="10")]
        figures = self.figures("pp_client_index", rows, period={"from": "2024-01-01", "to": "2024-01-03"}, model={"series_dates": ["2024-01-02"]})
        self.assertEqual(figures["series"][0], {"date": "2024-01-02", "value": "210", "daily_return": "0.05", "accumulated_return": "0.05"})

    def test_the_average_investment_counts_days_that_start_with_a_position(self):
        rows = [row("2024-12-29", "BUY", "1", price="100"), row("2024-12-30", "BUY", "1", price="100", fee="5")]
        figures = self.figures("roai", rows, [("2024-12-29", "100"), ("2024-12-31", "115")])
        self.assertEqual(figures["time_weighted_investment"], "150")
        self.assertEqual((figures["roai"], figures["roai_gross"]), ("0.166666666667", "0.2"))

    def test_a_window_with_a_flow_solves_for_its_return(self):
        rows = [row("2024-01-01", "DEPOSIT", amount="100"), row("2024-01-03", "DEPOSIT", amount="110"), row("2024-01-05", "VALUATION", amount="242")]
        figures = self.figures("hledger_roi", rows, period={"from": "2024-01-01", "to": "2024-01-05"})
        self.assertEqual(figures["pnl"], "32")
        r = float(figures["twr"])
        self.assertAlmostEqual(100 * (1 + r) + 110 * (1 + r) ** 0.5, 242, places=9)

    def test_the_root_nearest_zero_is_the_rate(self):
        flows = [{"date": "2023-01-01", "amount": "-100"}, {"date": "2024-01-01", "amount": "230"}, {"date": "2024-12-31", "amount": "-132"}]
        self.assertEqual(self.figures("xirr", cash_flows=flows)["irr"], "0.1")


class Comparison(unittest.TestCase):
    def differences(self, expected, actual, **case):
        return [path for path, *_ in comparison.differences(expected, actual, {"tolerance": {"money": "0.005", "rate": "0", "quantity": "0"}} | case)]

    def test_items_match_without_order_and_their_number_counts(self):
        two, three = [{"quantity": "1"}, {"quantity": "2"}], [{"quantity": "2"}, {"quantity": "1"}, {"quantity": "3"}]
        self.assertEqual(self.differences({"lots": two}, {"lots": three}), ["lots"])
        self.assertEqual(self.differences({"lots": two}, {"lots": three}, partial=["lots"]), [])
        self.assertEqual(self.differences({"holdings": two}, {"holdings": three}), [])
        self.assertEqual(self.differences({"holdings": two}, {"holdings": two[:1]}), ["holdings"])

    def test_the_tolerance_follows_the_name(self):
        self.assertEqual(self.differences({"fees": "1", "twr": "1", "quantity": "1"}, {"fees": "1.004", "twr": "1.004", "quantity": "1.004"}),
                         ["twr", "quantity"])


class RandomCases(unittest.TestCase):
    def test_the_same_seed_writes_the_same_cases(self):
        with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
            texts = [[file.read_text() for file in random_cases.write(7, 48, pathlib.Path(folder))] for folder in (first, second)]
        self.assertEqual(*texts)
        self.assertTrue(all(json.loads(text)["expect"] for text in texts[0][:12]))


class Variations(unittest.TestCase):
    def told(self, vary, figures_of):
        """A case and its telling, both through `figures_of`."""
        case = next(case for case in self.cases() if case["model"]["engine"] == "lots" and case["expect"]["holdings"][0]["quantity"] != "0")
        varied, back, _ = vary(case, random_cases.Maker("told"))
        return figures_of(case), back(figures_of(varied))

    def cases(self):
        with tempfile.TemporaryDirectory() as folder:
            return [json.loads(file.read_text()) for file in random_cases.write(3, 48, pathlib.Path(folder))]

    def reference(self, case):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "x.json"
            file.write_text(json.dumps(case))
            return evaluate.figures(file)

    def test_the_reference_gives_the_same_figures_in_every_telling(self):
        for vary in variations.VARIATIONS:
            self.assertTrue(variations.same(*self.told(vary, self.reference)), vary.__name__)

    def test_what_goes_by_the_order_of_arrival_is_found(self):
        by_arrival = lambda case: {"first": case["transactions"][0]["date"]}
        self.assertFalse(variations.same(*self.told(variations.in_another_order, by_arrival)))

    def test_what_goes_by_a_price_alone_is_found(self):
        by_price = lambda case: {"market_value": case["prices"][0]["close"]}
        self.assertFalse(variations.same(*self.told(variations.in_smaller_units, by_price)))

    def test_lists_have_no_order_but_a_number_of_items(self):
        self.assertTrue(variations.same({"a": ["1", "2"]}, {"a": ["2", "1.0"]}))
        self.assertFalse(variations.same({"a": ["1", "2"]}, {"a": ["2", "2"]}))
        self.assertFalse(variations.same({"a": "1"}, {"a": "1.00001"}))
