"""The books of the guide are read whole, or refused."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent / "examples"))
import books  # noqa: E402


class BooksTest(unittest.TestCase):
    def test_a_book_is_a_case(self):
        page = "Text\n\n```book\n2024-01-02  buy  symbol ACME  quantity 10  price 100\n2024-03-01  close ACME 120\n= market_value 1200.00\n= sold_without_lots none\n```\n"
        [(line, text)] = books.blocks(page)
        case = books.read("one", text)
        self.assertEqual(line, 3)
        self.assertEqual(case["transactions"], [{"date": "2024-01-02", "type": "BUY", "symbol": "ACME", "quantity": "10", "price": "100", "account": "A", "currency": "EUR"}])
        self.assertEqual(case["as_of"], "2024-03-01")
        self.assertEqual(case["expect"], {"market_value": "1200.00", "sold_without_lots": []})

    def test_what_cannot_be_read_is_refused(self):
        for line in ("2024-01-02", "2024-01-02 buy symbol", "owner Ada", "= realized_gain"):
            with self.subTest(line), self.assertRaises(books.Unreadable):
                books.read("one", f"{line}\n= market_value 0")
        with self.assertRaises(books.Unreadable):
            books.read("without figures", "2024-01-02 close ACME 1")


if __name__ == "__main__":
    unittest.main()
