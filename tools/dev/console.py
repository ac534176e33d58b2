"""What ./dev says. Everything goes to standard error, so that the output of a tool it runs stays clean."""
import os
import sys
import time


class Failure(Exception):
    """Ends the verb; its text says what to do."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


class Progress:
    """One line that is rewritten on a terminal; elsewhere a new line now and then."""

    def __init__(self, title: str, every: float = 20.0):
        self.title = title
        self.every = every
        self.began = time.monotonic()
        self.last = self.began
        self.shown = False
        self.live = sys.stderr.isatty()

    def show(self, text: str = "") -> None:
        now = time.monotonic()
        if not self.live and now - self.last < self.every:
            return
        if self.live and self.shown and now - self.last < 0.1:
            return
        self.last = now
        self.shown = True
        line = f"{self.title} {text}".rstrip() + f" ({now - self.began:.0f} s)"
        if self.live:
            width = os.get_terminal_size(sys.stderr.fileno()).columns
            print(f"\r\033[K{line[:width - 1]}", end="", file=sys.stderr, flush=True)
        else:
            say(line)

    def clear(self) -> None:
        if self.live and self.shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    def done(self, text: str = "") -> None:
        self.clear()
        say(f"{self.title} {text}".rstrip() + f" ({time.monotonic() - self.began:.1f} s)")
