"""The project's own files, as git sees them: tracked, or new and not ignored."""
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[1]


def files(root: pathlib.Path = ROOT, *, changed_only: bool = False) -> list[pathlib.Path]:
    """Existing files, relative to root; only those that differ from the last commit where asked."""
    def listed(*arguments: str) -> list[str]:
        done = subprocess.run(["git", "-c", f"safe.directory={root}", "-C", str(root), *arguments], capture_output=True, text=True, check=False)
        return [name for name in done.stdout.split("\0") if name] if done.returncode == 0 else []

    others = listed("ls-files", "-z", "--others", "--exclude-standard")
    known = listed("diff", "-z", "--name-only", "--relative", "HEAD") if changed_only else listed("ls-files", "-z", "--cached")
    return sorted({pathlib.Path(name) for name in others + known if (root / name).is_file() and not (root / name).is_symlink()})
