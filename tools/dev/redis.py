"""A private Redis 7 on a unix socket. It holds nothing that cannot be lost, so it writes nothing to disk."""
import socket

import places
import process


def socket_file(place: places.Place):
    return place.sockets() / "redis.sock"


def _ready(place: places.Place) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.settimeout(1)
            one.connect(str(socket_file(place)))
            one.sendall(b"PING\r\n")
            return one.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def service(place: places.Place) -> process.Service:
    data = place.services.make_folder(place.data / "redis")
    file = place.configuration / "redis.conf"
    file.write_text(f"port 0\nunixsocket {socket_file(place)}\nunixsocketperm 700\ndir \"{data}\"\nsave \"\"\nappendonly no\n"
                    "maxmemory 128mb\nmaxmemory-policy allkeys-lru\ndaemonize no\nlogfile \"\"\n")
    return process.Service("redis", ["/usr/bin/redis-server", str(file)], lambda: _ready(place), stop_seconds=10, ready_seconds=10)
