"""Who runs the services: never root."""
import dataclasses
import os
import pathlib
import pwd
import subprocess

import console


@dataclasses.dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    @property
    def differs(self) -> bool:
        return os.geteuid() != self.uid

    def popen_options(self) -> dict:
        """For subprocess: become this account where the caller is root."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.differs else {}

    def own(self, path: pathlib.Path) -> None:
        if self.differs:
            os.chown(path, self.uid, self.gid)

    def make_folder(self, path: pathlib.Path, mode: int = 0o700) -> pathlib.Path:
        path.mkdir(parents=True, exist_ok=True)
        if path.stat().st_uid != self.uid:
            self.own(path)
        path.chmod(mode)
        return path

    def can(self, flag: str, path: pathlib.Path) -> bool:
        """flag as in test(1): r to read, x to enter."""
        return subprocess.run(["test", f"-{flag}", str(path)], cwd="/", check=False, **self.popen_options()).returncode == 0


def _of(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def settle_sudo() -> None:
    """Under sudo in a person's own checkout goes on as that person: nothing there becomes root's."""
    wanted = int(os.environ.get("SUDO_UID", "0") or 0)
    if os.geteuid() != 0 or wanted == 0 or pathlib.Path(__file__).stat().st_uid != wanted:
        return
    try:
        entry = pwd.getpwuid(wanted)
    except KeyError:
        return
    os.initgroups(entry.pw_name, entry.pw_gid)
    os.setgid(entry.pw_gid)
    os.setuid(entry.pw_uid)
    os.environ["HOME"] = entry.pw_dir
    os.environ["USER"] = os.environ["LOGNAME"] = entry.pw_name


def service_account(data: pathlib.Path) -> Account:
    """The caller; for root the owner of the data that is there, else the user postgres."""
    if os.geteuid() == 0 and data.exists() and data.stat().st_uid != 0:
        try:
            return _of(pwd.getpwuid(data.stat().st_uid))
        except KeyError:
            raise console.Failure(f"{data} belongs to a user that this machine does not know (number {data.stat().st_uid})") from None
    if os.geteuid() != 0:
        try:
            return _of(pwd.getpwuid(os.geteuid()))
        except KeyError:
            raise console.Failure(f"the user number {os.geteuid()} has no name on this machine (getent passwd), and PostgreSQL needs one") from None
    try:
        return _of(pwd.getpwnam("postgres"))
    except KeyError:
        raise console.Failure("the user postgres is missing; it comes with the package postgresql-15") from None
