"""CMake and Ninja, with progress."""
import hashlib
import os
import pathlib
import re
import subprocess
import sys

import console
import places

STATUS = re.compile(r"^\[(\d+)/(\d+)\] ")


def folder(kind: str = "release") -> pathlib.Path:
    """kind: release, or the sanitizer's name."""
    return places.run_folder() / "build" / kind


def binary() -> pathlib.Path:
    return folder() / "backend" / "coffer"


def jobs() -> int:
    """One compiler per processor, fewer where memory is short: a unit takes up to 1.5 GB."""
    available = next(int(line.split()[1]) for line in open("/proc/meminfo") if line.startswith("MemAvailable"))
    return max(1, min(len(os.sched_getaffinity(0)), available // 1_500_000))


def _configure(kind: str) -> None:
    build = folder(kind)
    command = ["cmake", "-S", str(places.ROOT), "-B", str(build), "-G", "Ninja", "-DCMAKE_CXX_COMPILER=clang++-19",
               "-DCMAKE_BUILD_TYPE=Release", f"-DPython3_EXECUTABLE={sys.executable}", f"-DCOFFER_SANITIZE={'' if kind == 'release' else kind}"]
    stamp = build / "configured"
    asked = hashlib.sha256(repr(command).encode()).hexdigest()
    if (build / "build.ninja").exists() and stamp.exists() and stamp.read_text() == asked:
        return
    build.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise console.Failure(f"cmake cannot configure {build}:\n{(done.stdout + done.stderr).strip()[-4000:]}")
    stamp.write_text(asked)


def build(targets: list[str], kind: str = "release") -> None:
    """Brings the targets up to date; silent when they are."""
    _configure(kind)
    progress = console.Progress("building" if kind == "release" else f"building ({kind})", every=15)
    environment = os.environ | {"NINJA_STATUS": "[%f/%t] "}
    ninja = subprocess.Popen(["ninja", "-C", str(folder(kind)), "-j", str(jobs()), *targets], env=environment, text=True, errors="replace",
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    kept: list[str] = []
    steps = 0
    try:
        for line in ninja.stdout:
            match = STATUS.match(line)
            if match:
                steps = int(match[2])
                progress.show(f"{match[1]}/{match[2]}")
            elif not line.startswith(("ninja: Entering", "ninja: no work")):
                kept.append(line)
        code = ninja.wait()
    except BaseException:
        ninja.terminate()
        ninja.wait()
        raise
    if code:
        progress.clear()
        raise console.Failure("the build failed:\n" + "".join(kept)[-12_000:])
    if steps:
        progress.done(f"{steps}/{steps}")


def targets(kind: str = "release") -> set[str]:
    _configure(kind)
    listed = subprocess.run(["ninja", "-C", str(folder(kind)), "-t", "targets", "all"], capture_output=True, text=True, check=True).stdout
    return {line.split(":")[0] for line in listed.splitlines()}


def programs(pattern: str, kind: str = "release") -> list[pathlib.Path]:
    """Built programs by name, such as `*_tests`."""
    found = [path for path in (folder(kind) / "backend").glob(pattern) if path.is_file() and os.access(path, os.X_OK)]
    known = targets(kind)
    return sorted(path for path in found if str(path.relative_to(folder(kind))) in known)
