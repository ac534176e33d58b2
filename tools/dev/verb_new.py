"""./dev new: skeletons with a failing test. docs/recipes/ says what comes next."""
import argparse
import pathlib
import re

import console
import places
import skeletons

NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
VERBS = {"list": "get", "get": "get", "export": "get", "create": "post", "update": "patch", "remove": "remove"}


def _named(text: str, what: str) -> str:
    if not NAME.fullmatch(text):
        raise console.Failure(f"{what} '{text}': lower case, words joined by '_'")
    return text


def _write(root: pathlib.Path, name: str, text: str) -> str:
    file = root / name
    if file.exists():
        raise console.Failure(f"{name} is there already")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return name


def endpoint(root: pathlib.Path, noun: str, name: str) -> list[str]:
    """A route with its handler, and a test that fails until it does what the contract says."""
    verb = name.split("_")[0]
    if verb not in VERBS:
        raise console.Failure(f"an operation begins with one of {', '.join(VERBS)}: list_holdings, create_account")
    values = {"noun": noun, "Noun": "".join(word.capitalize() for word in noun.split("_")), "name": name, "method": VERBS[verb]}
    written = [_write(root, f"backend/api/rest/{name}_test.cpp", skeletons.fill(skeletons.ENDPOINT_TEST, values))]
    header, source = f"backend/api/rest/{noun}_routes.hpp", root / f"backend/api/rest/{noun}_routes.cpp"
    if not source.exists():
        written.append(_write(root, header, skeletons.fill(skeletons.ROUTES_HEADER, values)))
        source.write_text(skeletons.fill(skeletons.ROUTES_SOURCE, values))
    text = source.read_text()
    handler, route = skeletons.fill(skeletons.HANDLER, values), skeletons.fill(skeletons.ROUTE, values)
    private, end = text.rfind("}  // namespace\n"), text.rfind("}\n\n}  // namespace coffer::api::rest")
    if private < 0 or end < private or f"{name}(" in text:
        raise console.Failure(f"{source.name} has no place for {name}, or has it already; see docs/recipes/add-an-endpoint.md")
    source.write_text(text[:private] + handler + text[private:end] + route + text[end:])
    return [*written, f"backend/api/rest/{noun}_routes.cpp"]


def query(root: pathlib.Path, feature: str, name: str) -> list[str]:
    """Fails in queries_test until it is a statement that the schema knows."""
    if not re.fullmatch(r"[a-z_]+(/[a-z_]+)*", feature) or not (root / "backend" / feature).is_dir():
        raise console.Failure(f"backend/{feature} is no folder; name one as in finance/accounts")
    return [_write(root, f"backend/{feature}/sql/{name}.sql", skeletons.fill(skeletons.QUERY, {"schema": feature.split("/")[0], "name": name}))]


def migration(root: pathlib.Path, name: str) -> list[str]:
    """Fails in the drift check until ./dev gen has written schema/current.sql."""
    order = root / "schema" / "migrations" / "order"
    file = _write(root, f"schema/migrations/{name}.sql", skeletons.fill(skeletons.MIGRATION, {"name": name}))
    order.write_text(order.read_text().rstrip("\n") + f"\n{name}\n")
    return [file, "schema/migrations/order"]


def screen(root: pathlib.Path, name: str) -> list[str]:
    dashed = name.replace("_", "-")
    values = {"name": dashed, "Name": "".join(word.capitalize() for word in name.split("_")), "title": name.replace("_", " ").capitalize()}
    return [_write(root, f"web/src/app/(app)/{dashed}/page.tsx", skeletons.fill(skeletons.PAGE, values)),
            _write(root, f"web/src/features/{dashed}/{dashed}-screen.tsx", skeletons.fill(skeletons.SCREEN, values)),
            _write(root, f"web/src/features/{dashed}/{dashed}-screen.test.tsx", skeletons.fill(skeletons.SCREEN_TEST, values))]


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./dev new", description=__doc__)
    kinds = parser.add_subparsers(dest="kind", required=True)
    one = kinds.add_parser("endpoint", help="a route of the API: ./dev new endpoint portfolio list_holdings")
    one.add_argument("noun")
    one.add_argument("name")
    one = kinds.add_parser("query", help="a statement: ./dev new query finance/accounts find_account")
    one.add_argument("feature")
    one.add_argument("name")
    for kind, what in (("migration", "a change of the schema"), ("screen", "a screen of the web application")):
        kinds.add_parser(kind, help=what).add_argument("name")
    asked = parser.parse_args(arguments)
    name = _named(asked.name, "the name")
    if asked.kind == "endpoint":
        written = endpoint(places.ROOT, _named(asked.noun, "the noun"), name)
    elif asked.kind == "query":
        written = query(places.ROOT, asked.feature, name)
    else:
        written = (migration if asked.kind == "migration" else screen)(places.ROOT, name)
    article = "an" if asked.kind == "endpoint" else "a"
    console.say("wrote " + ", ".join(written) + f"\nnext: docs/recipes/add-{article}-{asked.kind}.md")
    return 0
