"""./dev coffer ARGUMENTS: the release binary, built first if needed, with the settings of the running Coffer."""
import os
import pathlib
import shutil
import subprocess

import build
import places
import process
import stack

# These write to the database or the object store, so they run as the account that owns both.
AS_SERVICES = ("api", "worker", "migrate", "import", "admin")


def _readable(place: places.Place, argument: str, inbox: pathlib.Path) -> str:
    """A file that the services' account cannot read is handed over as a copy."""
    file = pathlib.Path(argument)
    if not file.is_file() or place.services.can("r", file.absolute()):
        return argument
    inbox = place.services.make_folder(inbox)
    copy = inbox / file.name
    shutil.copyfile(file, copy)
    place.services.own(copy)
    return str(copy)


def run(arguments: list[str]) -> int:
    build.build(["coffer"])
    binary = str(build.binary())
    place = places.place()
    keys = stack.settings(place, stack.ports_of(place)) | {name: value for name, value in os.environ.items() if name.startswith("COFFER_")}
    keys.pop("COFFER_DEV_INSTALLS", None)
    if not place.services.differs or not arguments or arguments[0] not in AS_SERVICES:
        os.execve(binary, [binary, *arguments], os.environ | keys)
    inbox = place.folder / "inbox"
    try:
        handed = [_readable(place, argument, inbox) for argument in arguments]
        return subprocess.run([binary, *handed], env=process.base_environment() | keys, cwd=place.folder, check=False,
                              **place.services.popen_options()).returncode
    finally:
        shutil.rmtree(inbox, ignore_errors=True)
