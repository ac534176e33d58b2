"""What must reach no log: passwords, tokens, seeds, codes and addresses go through every door of the server, right and wrong, and through its jobs;
then the logs of the API, the worker, PostgreSQL and Redis are searched for each of them."""
import base64
import hashlib
import hmac
import http.client
import json
import pathlib
import shutil
import struct
import sys
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "tools" / "dev"), str(ROOT / "backend" / "tests" / "live"), str(pathlib.Path(__file__).resolve().parent)]

import places  # noqa: E402
import processes  # noqa: E402

GOOD = "canary battery staple horse"
PATIENCE_SECONDS = 20


def totp(seed: str, step: int) -> str:
    digest = hmac.new(base64.b32decode(seed + "=" * (-len(seed) % 8)), struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


class Browser:
    def __init__(self, port: int):
        self.port, self.cookies, self.bearer = port, {}, ""

    def ask(self, method: str, path: str, body: dict | str | None = None, **headers: str) -> tuple[int, dict]:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent.setdefault("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if self.bearer:
            sent.setdefault("Authorization", f"Bearer {self.bearer}")
        text = json.dumps(body) if isinstance(body, dict) else body
        if text is not None:
            sent.setdefault("Content-Type", "application/json")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=35)
        try:
            connection.request(method, path, text, sent)
            response = connection.getresponse()
            for name, value in response.getheaders():
                if name.lower() == "set-cookie":
                    cookie, _, kept = value.split(";")[0].partition("=")
                    self.cookies[cookie] = kept
            read = response.read()
            return response.status, json.loads(read) if read else {}
        finally:
            connection.close()


class Secrets(unittest.TestCase):
    coffer: processes.Coffer

    @classmethod
    def setUpClass(cls):
        whole = places.test_place()
        shutil.rmtree(whole.folder / "secrets", ignore_errors=True)
        cls.coffer = processes.Coffer(places.Place(whole.folder / "secrets", whole.services))
        cls.coffer.stack.keys["COFFER_LOG_LEVEL"] = "debug"
        cls.addClassCleanup(cls.coffer.stop)
        cls.coffer.start()

    def setUp(self):
        self.secrets: dict[str, str] = {}
        self.read: set[pathlib.Path] = set()
        self.browser = Browser(self.coffer.ports.api)

    def keep(self, what: str, secret: str) -> str:
        """Notes a secret under its name."""
        self.assertGreaterEqual(len(secret), 6, what)
        self.secrets[what] = secret
        return secret

    def expect(self, status: int, method: str, path: str, body: dict | str | None = None, browser: Browser | None = None, **headers: str) -> dict:
        found, answer = (browser or self.browser).ask(method, path, body, **headers)
        self.assertEqual(found, status, f"{method} {path}: {answer}")
        return answer

    def mailed(self, to: str, path: str) -> str:
        """The token of the link that a mail to the address carries, once the worker has sent it."""
        folder = pathlib.Path(self.coffer.stack.keys["COFFER_MAIL_OUTBOX"])
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            for file in sorted(folder.glob("*.json")):
                text = file.read_text()
                if file not in self.read and to in text and f"{path}#" in text:
                    self.read.add(file)
                    return self.keep(f"the link {path} of {to}", text.split(f"{path}#")[1][:43])
            time.sleep(0.1)
        raise AssertionError(f"no mail to {to} with {path}")

    def cookie(self, what: str) -> None:
        self.keep(what, self.browser.cookies["coffer_session"])

    # ------------------------------------------------------------ the doors
    def sign_up(self) -> None:
        address = self.keep("the address", "canary-ada@example.org")
        person = {"email": address, "password": self.keep("the password", GOOD), "name": "Ada"}
        self.expect(201, "POST", "/v1/auth/sign-up", person)
        self.cookie("the first session")
        self.keep("the device", self.browser.cookies["coffer_device"])
        self.expect(204, "POST", "/v1/auth/email/verify", {"token": self.mailed(address, "/verify-email")}, Browser(self.browser.port))
        self.expect(409, "POST", "/v1/auth/sign-up", person, Browser(self.browser.port))
        self.expect(422, "POST", "/v1/auth/sign-up", person | {"email": self.keep("an odd address", "canary<odd>@example.org")}, Browser(self.browser.port))
        self.expect(422, "POST", "/v1/auth/sign-up", person | {"password": self.keep("a short password", "canary-short")}, Browser(self.browser.port))

    def wrong_requests(self) -> None:
        stranger = Browser(self.browser.port)
        wrong = self.keep("a wrong password", "canary wrong password")
        self.expect(401, "POST", "/v1/auth/sign-in", {"email": self.secrets["the address"], "password": wrong}, stranger)
        self.expect(401, "POST", "/v1/auth/sign-in", {"email": self.keep("a stranger's address", "canary-eve@example.org"), "password": wrong}, stranger)
        self.expect(422, "POST", "/v1/auth/sign-in", {"email": "a", "password": wrong, self.keep("a member", "canary-member"): wrong}, stranger)
        self.expect(400, "POST", "/v1/auth/sign-in", '{"password":"' + self.keep("a broken body", "canary-broken-body"), stranger)
        self.expect(415, "POST", "/v1/auth/sign-in", self.keep("a form", "password=canary-form"), stranger, Content_Type="text/plain")
        self.expect(404, "GET", "/v1/nothing/" + self.keep("a path", "canary-path"), None, stranger)
        self.expect(404, "GET", "/v1/accounts/" + self.keep("an identifier", "canary-identifier"))
        self.expect(422, "GET", "/v1/me/sessions?limit=1&cursor=" + self.keep("a cursor", "canary-cursor"))
        self.expect(200, "GET", "/v1/transactions?q=" + self.keep("what is sought", "canary-sought"))
        self.expect(401, "GET", "/v1/me", None, stranger, Authorization="Bearer " + self.keep("a bearer", "canary.bearer.token"))
        self.expect(401, "GET", "/v1/me", None, stranger, Authorization="Basic " + self.keep("a basic login", "Y2FuYXJ5OmNhbmFyeQ=="))
        self.expect(401, "GET", "/v1/me", None, stranger, Cookie="coffer_session=" + self.keep("a cookie", "canary-cookie"))
        self.expect(201, "POST", "/v1/accounts", {"name": self.keep("a name", "canary account"), "kind": "bank", "currency": "EUR"},
                    Idempotency_Key=self.keep("a key of a request", "canary-request"), User_Agent=self.keep("a browser's name", "canary-browser/1.0"))

    def factors(self) -> None:
        seed = self.keep("the seed", self.expect(201, "POST", "/v1/me/mfa/totp")["secret"])
        step = int(time.time()) // 30
        codes = self.expect(200, "POST", "/v1/me/mfa/totp/confirm", {"code": totp(seed, step)})["recovery_codes"]
        for number, code in enumerate(codes):
            self.keep(f"recovery code {number}", code)
            self.keep(f"recovery code {number}, bare", code.replace("-", ""))
        own = {"email": self.secrets["the address"], "password": GOOD}
        pending = self.keep("a half sign-in", self.expect(202, "POST", "/v1/auth/sign-in", own)["token"])
        self.expect(401, "POST", "/v1/auth/mfa/verify", {"token": pending, "recovery_code": self.keep("a wrong code", "CANARY-ABCDEF-ABCDEF-ABCDEF")})
        self.expect(200, "POST", "/v1/auth/mfa/verify", {"token": pending, "totp": totp(seed, step + 1)})
        self.cookie("the session of two steps")
        self.expect(204, "POST", "/v1/auth/step-up", {"recovery_code": codes[0]})
        self.cookie("the session after step-up")
        self.expect(204, "POST", "/v1/auth/password/change", {"current_password": GOOD, "new_password": self.keep("the next password", "canary kettle whistles green")})
        self.cookie("the session after the change")

    def programs(self) -> None:
        expires = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 86_400))
        program = Browser(self.browser.port)
        program.bearer = self.keep("an API key", self.expect(201, "POST", "/v1/me/api-keys", {"name": "Sheet", "scopes": ["view_finances"], "expires_at": expires})["token"])
        self.expect(200, "GET", "/v1/accounts", None, program)
        self.expect(403, "GET", "/v1/me/sessions", None, program)
        own = {"email": self.secrets["the address"], "password": self.secrets["the next password"]}
        pending = self.expect(202, "POST", "/v1/auth/sign-in", own, program, Authorization="")["token"]
        program.bearer = ""
        self.expect(200, "POST", "/v1/auth/mfa/verify", {"token": pending, "recovery_code": self.secrets["recovery code 1"]}, program)
        tokens = self.expect(200, "POST", "/v1/auth/tokens", None, program)
        program.cookies.clear()
        program.bearer = self.keep("an access token", tokens["access_token"])
        self.keep("its signature", tokens["access_token"].split(".")[2])
        self.expect(200, "GET", "/v1/me", None, program)
        self.keep("a refresh token", tokens["refresh_token"])
        following = self.expect(200, "POST", "/v1/auth/refresh", {"refresh_token": tokens["refresh_token"]}, program)
        self.keep("the next refresh token", following["refresh_token"])
        self.expect(401, "POST", "/v1/auth/refresh", {"refresh_token": tokens["refresh_token"]}, program, User_Agent="another")
        self.expect(401, "POST", "/v1/auth/refresh", {"refresh_token": following["refresh_token"]}, program)

    def mails(self) -> None:
        household = self.expect(200, "GET", "/v1/households")["items"][0]["id"]
        guest = self.keep("a guest's address", "canary-guest@example.org")
        self.expect(201, "POST", f"/v1/households/{household}/invitations", {"email": guest, "role": "viewer"})
        self.expect(403, "GET", "/v1/invitations/offer", Coffer_Invitation=self.mailed(guest, "/invitation"))
        following = self.keep("the next address", "canary-next@example.org")
        self.expect(202, "POST", "/v1/me/email/change", {"email": following})
        for address in (self.secrets["the address"], following):
            self.expect(200, "POST", "/v1/auth/email/confirm", {"token": self.mailed(address, "/confirm-email")}, Browser(self.browser.port))
        for address in (following, self.keep("nobody's address", "canary-nobody@example.org")):
            self.expect(202, "POST", "/v1/auth/password/forgot", {"email": address}, Browser(self.browser.port))
        reset = {"token": self.mailed(following, "/reset-password"), "password": self.keep("the last password", "canary lumbar quay vat oxen")}
        self.expect(204, "POST", "/v1/auth/password/reset", reset, Browser(self.browser.port))
        self.expect(422, "POST", "/v1/auth/password/reset", reset, Browser(self.browser.port))

    def faults(self) -> None:
        """The database does not do what the program expects: the cause goes into the log."""
        self.coffer.ask("ALTER TABLE auth.login_history RENAME TO elsewhere")
        stranger = Browser(self.browser.port)
        own = {"email": self.secrets["the next address"], "password": self.secrets["a wrong password"]}
        self.assertGreaterEqual(stranger.ask("POST", "/v1/auth/sign-in", own)[0], 500)
        self.coffer.ask("ALTER TABLE auth.elsewhere RENAME TO login_history")
        self.coffer.ask("ALTER TABLE auth.users ADD CONSTRAINT nobody CHECK (email NOT LIKE 'canary-late%')")
        late = {"email": self.keep("a late address", "canary-late@example.org"), "password": GOOD, "name": "Late"}
        self.assertGreaterEqual(stranger.ask("POST", "/v1/auth/sign-up", late)[0], 400)

    def test_no_secret_reaches_a_log(self):
        for door in (self.sign_up, self.wrong_requests, self.factors, self.programs, self.mails, self.faults):
            with self.subTest(door.__name__):
                door()
        time.sleep(1)
        logs = {file.name: file.read_text(errors="replace") for file in self.coffer.place.logs.glob("*.log*")}
        self.assertGreaterEqual(logs.keys(), {"api.log", "worker.log", "postgres.log", "redis.log"})
        # Control: all of it was written down, by its name and its outcome.
        for log, told in (("api.log", '"operation":"create_session","method":"POST","status":401'), ("api.log", '"operation":"create_mfa_session"'),
                          ("api.log", '"operation":"create_password_reset","method":"POST","status":422'), ("api.log", '"level":"error"'),
                          ("worker.log", "worker.started"), ("postgres.log", "users_email_key")):
            self.assertIn(told, logs[log])
        for what, secret in self.secrets.items():
            for form in {secret, secret.replace(" ", "%20"), base64.b64encode(secret.encode()).decode().rstrip("=")}:
                for log, text in logs.items():
                    with self.subTest(what, log=log):
                        self.assertFalse(form in text, f"{what} stands in {log}")


if __name__ == "__main__":
    unittest.main()
