"""Node and what comes from the npm registry: exact versions, by lock file, below .run/tools and web/node_modules."""
import hashlib
import os
import pathlib
import platform
import shutil

import console
import places
import process

CERTIFICATES = pathlib.Path("/etc/ssl/certs/ca-certificates.crt")


def digest(files: list[pathlib.Path]) -> str:
    whole = hashlib.sha256()
    for file in sorted(files):
        whole.update(str(file.name).encode() + b"\0" + file.read_bytes() + b"\0")
    return whole.hexdigest()


def tools() -> pathlib.Path:
    return places.run_folder() / "tools"


def _package() -> pathlib.Path:
    """The npm package that holds Node's binary for this processor."""
    kind = {"x86_64": "x64", "aarch64": "arm64"}.get(platform.machine())
    if not kind:
        raise console.Failure(f"there is no Node package for the processor {platform.machine()}")
    return tools() / "node_modules" / f"node-linux-{kind}"


def environment() -> dict[str, str]:
    """The caller's, with our Node and npm first. Node trusts the machine's certificates, as Debian's own does."""
    certificates = {"NODE_EXTRA_CA_CERTS": str(CERTIFICATES)} if CERTIFICATES.exists() else {}
    path = [str(_package() / "bin"), str(tools() / "node_modules" / ".bin"), os.environ["PATH"]]
    return certificates | os.environ | {"PATH": ":".join(path), "NEXT_TELEMETRY_DISABLED": "1", "npm_config_update_notifier": "false",
                         "npm_config_fund": "false", "npm_config_audit": "false"}


def clean_install(folder: pathlib.Path, stamp: pathlib.Path, what: str, env: dict[str, str]) -> None:
    """The packages of the folder's lock file, if the stamp does not say that they are there."""
    # The tools' lock is part of both: another Node may choose other optional packages.
    asked = digest([folder / "package.json", folder / "package-lock.json", places.ROOT / "tools" / "node" / "package-lock.json"])
    if stamp.exists() and stamp.read_text() == asked:
        return
    stamp.unlink(missing_ok=True)
    progress = console.Progress(f"installing {what} from the npm registry", every=20)
    run_quietly(["npm", "ci", "--no-progress"], progress, cwd=folder, env=env,
                hint="is the npm registry reachable (npm ping)? The lines above are npm's")
    stamp.write_text(asked)
    progress.done()


def run_quietly(command: list[str], progress: console.Progress, *, cwd: pathlib.Path, env: dict[str, str], hint: str) -> None:
    """Shows that it goes on; shows its output only when it fails."""
    log = places.run_folder() / "log" / f"{pathlib.Path(command[0]).name}.log"
    code = process.run_logged(command, log, progress, cwd=cwd, env=env)
    if code:
        console.say(log.read_text(errors="replace")[-6000:])
        raise console.Failure(f"`{' '.join(command)}` failed: {hint}")


def install_tools() -> pathlib.Path:
    """Node, npm and the tools of tools/node; returns the folder of their programs."""
    folder = tools()
    folder.mkdir(exist_ok=True)
    source = places.ROOT / "tools" / "node"
    for name in ("package.json", "package-lock.json", ".npmrc"):
        if not (folder / name).exists() or (folder / name).read_bytes() != (source / name).read_bytes():
            shutil.copy(source / name, folder / name)
    clean_install(folder, folder / "installed", "Node and tools", dict(os.environ))
    return folder / "node_modules" / ".bin"


def program() -> pathlib.Path:
    install_tools()
    return _package() / "bin" / "node"


def install_web() -> None:
    install_tools()
    stamps = places.run_folder() / "stamps"
    stamps.mkdir(exist_ok=True)
    stamp = stamps / "web-packages"
    if not (places.WEB / "node_modules").exists():
        stamp.unlink(missing_ok=True)
    clean_install(places.WEB, stamp, "the web application's packages", environment())
