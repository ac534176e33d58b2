"""Where things are. All that runs, and all that it writes, is below .run/."""
import pathlib
import re
import tempfile

import account

ROOT = pathlib.Path(__file__).resolve().parents[2]
WEB = ROOT / "web"
CONTRACT = ROOT / "contracts" / "openapi.yaml"

# sun_path holds 107 bytes; the longest name below a socket folder is `.s.PGSQL.65535`. Blanks and the like would
# need another quoting in each of the files and addresses that name the folder.
SOCKET_FOLDER = re.compile(r"[\w./-]{1,%d}" % (107 - len("/.s.PGSQL.65535")), re.ASCII)


def run_folder() -> pathlib.Path:
    """`.run`, real path. A link to a private folder where the services' account cannot enter the checkout."""
    link = ROOT / ".run"
    if link.is_symlink() and not link.exists():
        link.unlink()
    if not link.exists():
        services = account.service_account(link / "data")
        if not services.differs or services.can("x", ROOT):
            link.mkdir()
        else:
            base = pathlib.Path("/var/lib")
            elsewhere = pathlib.Path(tempfile.mkdtemp(prefix="coffer-", dir=base))
            elsewhere.chmod(0o755)
            link.symlink_to(elsewhere)
    return link.resolve()


class Place:
    """The folders of one running Coffer: `.run` itself, or `.run/test` for a throw-away one."""

    def __init__(self, folder: pathlib.Path, services: account.Account):
        self.folder = folder
        self.services = services
        for mine in (folder, self.pids, self.logs, self.configuration):
            mine.mkdir(parents=True, exist_ok=True)
        services.make_folder(self.data)

    @property
    def data(self) -> pathlib.Path:
        return self.folder / "data"

    @property
    def pids(self) -> pathlib.Path:
        return self.folder / "pid"

    @property
    def logs(self) -> pathlib.Path:
        return self.folder / "log"

    @property
    def configuration(self) -> pathlib.Path:
        return self.folder / "conf"

    @property
    def state(self) -> pathlib.Path:
        return self.folder / "state.json"

    def sockets(self) -> pathlib.Path:
        """A short and plain path that the account owns; elsewhere where the folder's own cannot be one."""
        link = self.folder / "sockets"
        if link.is_symlink() and not link.exists():
            link.unlink()
        if not link.exists():
            if SOCKET_FOLDER.fullmatch(str(link)):
                self.services.make_folder(link)
            else:
                short = pathlib.Path(tempfile.mkdtemp(prefix="coffer-", dir="/tmp"))
                self.services.own(short)
                link.symlink_to(short)
        return link.resolve()


def place() -> Place:
    folder = run_folder()
    return Place(folder, account.service_account(folder / "data"))


def test_place() -> Place:
    """Thrown away and made anew by each `./dev test`."""
    whole = place()
    return Place(whole.folder / "test", whole.services)
