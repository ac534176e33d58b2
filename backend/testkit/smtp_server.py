"""A real SMTP server (aiosmtpd) for tests: keeps each mail that it takes as one JSON line.

Prints its port, then serves until its standard input ends. Recipients choose how they are answered: the part before @
may be `refused` (550 to RCPT), `full` (451 to RCPT), `spam` (554 to the text) or `slow` (no answer to the text).
"""
import argparse
import asyncio
import base64
import email
import email.policy
import json
import pathlib
import ssl
import subprocess
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


def make_certificates(folder: pathlib.Path) -> None:
    """A private authority `ca.pem`, and `server.pem` for localhost signed by it."""
    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)
    ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    openssl("req", "-x509", *ec, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Test authority")
    openssl("req", *ec, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
    (folder / "names").write_text("subjectAltName=DNS:localhost\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names",
            "-out", "server.pem")


def plain(message: email.message.EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    return body.get_content().replace("\r\n", "\n") if body else ""


class Keeper:
    """Keeps what arrives; refuses by recipient."""

    def __init__(self, file: pathlib.Path):
        self.file = file

    async def handle_RCPT(self, server, session, envelope, address, options):
        local = address.split("@")[0]
        if local == "refused":
            return "550 5.1.1 No such person: " + address
        if local == "full":
            return "451 4.2.2 Come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        local = envelope.rcpt_tos[0].split("@")[0]
        if local == "spam":
            return "554 5.7.1 Not wanted"
        if local == "slow":
            await asyncio.sleep(60)
        message = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        kept = {
            "encrypted": session.ssl is not None,
            "user": session.auth_data.decode() if session.auth_data else "",
            "sender": envelope.mail_from, "recipients": envelope.rcpt_tos,
            "from": str(message["from"]), "to": str(message["to"]), "subject": str(message["subject"]),
            "headers": sorted({name.lower() for name in message.keys()}),
            "message_id": str(message["message-id"]), "text": plain(message, "plain"), "html": plain(message, "html"),
            "defects": [str(defect) for part in message.walk() for defect in part.defects],
            "longest_line": max(len(line) for line in envelope.original_content.split(b"\r\n")),
            "raw": base64.b64encode(envelope.original_content).decode(),
        }
        with self.file.open("a") as out:
            out.write(json.dumps(kept) + "\n")
        return "250 Taken"


def check_login(server, session, envelope, mechanism, data) -> AuthResult:
    known = isinstance(data, LoginPassword) and data.login == b"coffer" and data.password == "pass wörd".encode()
    return AuthResult(success=known, handled=False, auth_data=data.login if known else None)


async def serve(arguments: argparse.Namespace) -> None:
    context = None
    if arguments.security != "none":
        make_certificates(arguments.folder)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(arguments.folder / "server.pem", arguments.folder / "server.key")

    def protocol() -> SMTP:
        return SMTP(Keeper(arguments.folder / "mails"), hostname="localhost", enable_SMTPUTF8=True,
                    tls_context=context if arguments.security == "starttls" else None,
                    auth_required=bool(arguments.auth), auth_require_tls=False, authenticator=check_login,
                    auth_exclude_mechanism={"plain": ["LOGIN"], "login": ["PLAIN"]}.get(arguments.auth, []))

    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0, ssl=context if arguments.security == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path, help="where `mails` and the certificates are written")
    parser.add_argument("--security", choices=["none", "starttls", "tls"], default="none")
    parser.add_argument("--auth", choices=["plain", "login"], help="ask for a login, by this mechanism alone")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
