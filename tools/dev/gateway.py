"""nginx in front: one port for the browser, ops/nginx/coffer.conf with this machine's ports and folders."""
import pathlib
import shutil
import signal
import urllib.error
import urllib.request

import console
import places
import process


def answers(url: str, accepted: range = range(200, 400)) -> bool:
    request = urllib.request.Request(url, headers={"User-Agent": "coffer-dev"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=5) as answer:
            return answer.status in accepted
    except urllib.error.HTTPError as error:
        return error.code in accepted
    except (OSError, ValueError):
        return False


def bracketed(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _binary() -> str:
    found = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if not found:
        raise console.Failure("nginx is missing; ./dev up installs it (nginx-light)")
    return found


def service(place: places.Place, *, address: str, port: int, api_port: int, web_port: int) -> process.Service:
    own = place.services.make_folder(place.folder / "nginx")
    text = (places.ROOT / "ops" / "nginx" / "coffer.conf").read_text()
    listen = f"{bracketed(address)}:{port}"
    for key, value in {"@LISTEN@": listen, "@API@": f"127.0.0.1:{api_port}", "@WEB@": f"127.0.0.1:{web_port}", "@FOLDER@": str(own)}.items():
        text = text.replace(key, value)
    file = place.configuration / "nginx.conf"
    file.write_text(text)
    reach = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(address, bracketed(address))
    return process.Service("nginx", [_binary(), "-e", "stderr", "-p", str(own), "-c", str(file)],
                           lambda: answers(f"http://{reach}:{port}/healthz"), stop_signal=signal.SIGQUIT, stop_seconds=10, ready_seconds=15)


def url(address: str, port: int) -> str:
    """localhost rather than a number: browsers treat it as a secure context."""
    if address in ("127.0.0.1", "::1", "0.0.0.0", "::"):
        return f"http://localhost:{port}"
    return f"http://{bracketed(address)}:{port}"


def web_folder(folder: pathlib.Path) -> pathlib.Path:
    return folder / "web" / "current"
