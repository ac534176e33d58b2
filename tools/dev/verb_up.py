"""./dev up: install, build, start everything, stay until Ctrl-C or ./dev down."""
import argparse
import os
import signal
import time
import typing

import build
import console
import node
import places
import process
import stack
import web

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Stop(Exception):
    """Asked to stop, by a signal."""


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev up", description=__doc__)
    parser.add_argument("--demo", action="store_true", help="add a demo household with a labelled sample")
    parser.add_argument("--port", type=int, help="of the address to open; without it 8080 or the next free one")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; anything but loopback lets others in")
    parser.add_argument("--detach", action="store_true", help="return when all runs; ./dev down stops it")
    parser.add_argument("--install-only", action="store_true", help=argparse.SUPPRESS)
    found = parser.parse_args(arguments)
    if found.host == "localhost":
        found.host = "127.0.0.1"
    return found


def _already(place: places.Place) -> stack.Ports | None:
    supervisor = next((one for one in process.running(place) if one.name == "dev"), None)
    if supervisor:
        return stack.ports_of(place)
    process.stop_all(place)  # left over from a supervisor that was killed
    return None


def _demo(place: places.Place, keys: dict[str, str]) -> None:
    console.say("making the demo household")
    console.say(stack.run_binary(place, ["admin", "demo"], keys))


def _detach(place: places.Place) -> typing.Callable[[], None]:
    """Goes on in a process of its own session. The caller's returns when what this one gives back is called, or this one fails."""
    read, write = os.pipe()
    if child := os.fork():
        os.close(write)
        with os.fdopen(read) as pipe:
            outcome = pipe.read()
        if outcome != "ready":
            os.waitpid(child, 0)
        os._exit(0 if outcome == "ready" else 1)
    os.close(read)
    os.setsid()

    def announce() -> None:
        log = os.open(place.logs / "dev.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        quiet = os.open("/dev/null", os.O_RDONLY)
        os.write(write, b"ready")
        os.close(write)
        for target, source in ((0, quiet), (1, log), (2, log)):
            os.dup2(source, target)
    return announce


def _asked_to_stop(_signal: int, _frame) -> None:
    raise Stop


def run(arguments: list[str]) -> int:
    asked = _arguments(arguments)
    began = time.monotonic()
    place = places.place()
    if ports := _already(place):
        if asked.demo:
            _demo(place, stack.settings(place, ports))
        console.say(f"Coffer runs already at {ports.url}; changed sources are taken by ./dev down and ./dev up")
        return 0
    build.build(["coffer"])
    node.install_tools()
    site = web.current()
    announce = _detach(place) if asked.detach else None
    supervisor = process.remember(place.pids / "dev.json", os.getpid(), stop_signal=signal.SIGTERM, stop_seconds=180, order=0)
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    for one in signals:
        signal.signal(one, _asked_to_stop)
    running = None
    try:
        running = stack.Stack(place, stack.choose_ports(asked.host, asked.port), web=site)
        running.start()
        if asked.demo:
            _demo(place, running.keys)
        _greet(running.ports, asked, time.monotonic() - began)
        if announce:
            announce()
        while True:
            time.sleep(0.5)
            running.watch()
    except Stop:
        return 0
    finally:
        for one in signals:
            signal.signal(one, signal.SIG_IGN)
        if running:
            running.stop()
            console.say(f"stopped; the data stays in {place.data}")
        supervisor.file.unlink(missing_ok=True)


def _greet(ports: stack.Ports, asked: argparse.Namespace, seconds: float) -> None:
    if asked.host not in LOOPBACK:
        console.say(f"anyone who reaches {asked.host} can open it, and without TLS read along")
    stop = "./dev down" if asked.detach else "Ctrl-C or ./dev down"
    console.say(f"ready in {seconds:.0f} s; {stop} stops it")
    print(f"\n  Coffer   {ports.url}\n  Mails    http://127.0.0.1:{ports.metrics}/outbox\n", flush=True)
