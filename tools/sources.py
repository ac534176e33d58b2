"""The project's own files, as git sees them: tracked, or new and not ignored."""
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]


def files(root: pathlib.Path = ROOT, *, changed_only: bool = False) -> list[pathlib.Path]:
    """Existing files, relative to root; only those that differ from the last commit where asked."""
    def listed(*arguments: str) -> list[str] | None:
        done = subprocess.run(["git", "-c", f"safe.directory={root}", "-C", str(root), *arguments], capture_output=True, text=True, check=False)
        return [name for name in done.stdout.split("\0") if name] if done.returncode == 0 else None

    others, known = listed("ls-files", "-z", "--others", "--exclude-standard"), listed("ls-files", "-z", "--cached")
    if others is None or known is None:
        sys.exit(f"{root} is not a git checkout: the checks read the files that git knows")
    if changed_only:
        changed = listed("diff", "-z", "--name-only", "--relative", "HEAD")
        known = known if changed is None else changed  # all of them before the first commit
    return sorted({pathlib.Path(name) for name in others + known if (root / name).is_file() and not (root / name).is_symlink()})
