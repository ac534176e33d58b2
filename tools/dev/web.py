"""The Next.js application: built in web/, served from a copy below .run/web that a rebuild does not disturb."""
import pathlib
import shutil

import console
import node
import places

SOURCES = ("src", "public", "scripts")
CONFIGURATION = ("package.json", "package-lock.json", "next.config.ts", "postcss.config.mjs", "tsconfig.json")
UNSERVED = (".test.ts", ".test.tsx")


def _state() -> str:
    """What the build depends on, as one digest; tests and their fixtures are not part of it."""
    files = [places.WEB / name for name in CONFIGURATION if (places.WEB / name).exists()]
    names = []
    for top in SOURCES:
        for file in sorted((places.WEB / top).rglob("*")):
            if file.is_file() and not file.name.endswith(UNSERVED) and "testing" not in file.parts:
                files.append(file)
                names.append(str(file.relative_to(places.WEB)))
    return node.hashlib.sha256((node.digest(files) + "\n".join(names)).encode()).hexdigest()[:16]


def put_in_place() -> None:
    """The built server where the tests on the stand-in API look for it."""
    built, place = current(), places.WEB / ".next" / "standalone"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(built, place, symlinks=True)


def current() -> pathlib.Path:
    """Folder of the built server for the sources as they are, built when it is missing."""
    store = places.run_folder() / "web"
    store.mkdir(exist_ok=True)
    built = store / _state()
    if (built / "server.js").exists():
        return built
    node.install_web()
    progress = console.Progress("building the web application", every=20)
    node.run_quietly(["npm", "run", "build"], progress, cwd=places.WEB, env=node.environment() | {"NODE_ENV": "production"},
                     hint="the lines above are the build's")
    fresh = store / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(places.WEB / ".next" / "standalone", fresh, symlinks=True)
    shutil.copytree(places.WEB / ".next" / "static", fresh / ".next" / "static", dirs_exist_ok=True)
    if (places.WEB / "public").exists():
        shutil.copytree(places.WEB / "public", fresh / "public", dirs_exist_ok=True)
    for old in store.iterdir():
        if old != fresh:
            shutil.rmtree(old)
    fresh.rename(built)
    progress.done()
    return built
