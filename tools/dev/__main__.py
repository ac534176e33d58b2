"""The verbs of ./dev. Each is one module with `run(arguments) -> exit code`."""
import importlib
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import account  # noqa: E402
import console  # noqa: E402

VERBS = {
    "up": "verb_up", "down": "verb_down", "test": "verb_test", "check": "verb_check", "gen": "verb_gen", "fmt": "verb_fmt",
    "bench": "verb_bench", "new": "verb_new", "logs": "verb_logs", "db": "verb_db", "coffer": "verb_coffer",
}


def main() -> int:
    verb, arguments = sys.argv[1], sys.argv[2:]
    if verb not in VERBS:
        console.say(f"dev: there is no verb '{verb}'; ./dev help lists them")
        return 2
    os.umask(0o022)
    account.settle_sudo()
    try:
        return importlib.import_module(VERBS[verb]).run(arguments)
    except console.Failure as failure:
        console.say(f"dev: {failure}")
        return 1
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        console.say("dev: interrupted")
        return 130


if __name__ == "__main__":
    sys.exit(main())
