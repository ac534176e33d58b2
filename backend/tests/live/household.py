"""A person at the REST API, who insists: asks again with the same Idempotency-Key until there is an answer."""
import dataclasses
import hashlib
import http.client
import json
import time

BOUNDARY = "one-boundary-makes-a-repeated-body-the-same"
PATIENCE_SECONDS = 40


@dataclasses.dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    broken: int = 0  # how often there was none before

    @property
    def json(self) -> dict:
        return json.loads(self.body)

    @property
    def replayed(self) -> bool:
        return self.headers.get("idempotent-replayed") == "true"

    def expect(self, status: int) -> "Answer":
        if self.status != status:
            raise AssertionError(f"{self.status} where {status} was expected: {self.body[:500]!r}")
        return self


class NoAnswer(Exception):
    """The connection broke: whether the request was carried out is not known."""


def trace_of(key: str) -> str:
    """What logs call a request that insists, and its job."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def is_passing(answer: Answer) -> bool:
    """A refusal that says: not now."""
    if answer.status in (503, 504):
        return True
    return answer.status == 409 and b"idempotency-in-progress" in answer.body


class Household:
    def __init__(self, port: int, email: str):
        self.port = port
        self.email = email
        self.headers: dict[str, str] = {}
        person = {"email": email, "password": "correct horse battery staple", "name": "Ada", "currency": "EUR"}
        cookies = self.send("POST", "/v1/auth/sign-up", person).expect(201).headers["set-cookie"]
        self.headers["Cookie"] = cookies.split(";")[0]

    @classmethod
    def signed_in(cls, port: int, email: str, password: str) -> "Household":
        """Somebody whom there is already."""
        person = cls.__new__(cls)
        person.port, person.email, person.headers = port, email, {}
        cookies = person.send("POST", "/v1/auth/sign-in", {"email": email, "password": password}).expect(200).headers["set-cookie"]
        person.headers["Cookie"] = cookies.split(";")[0]
        return person

    def send(self, method: str, path: str, body: dict | bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
        sent = self.headers | (headers or {})
        if isinstance(body, dict):
            sent, body = sent | {"Content-Type": "application/json"}, json.dumps(body).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=35)
        try:
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            received: dict[str, str] = {}
            for name, value in response.getheaders():  # a sign-in sets two cookies, the session's first
                received[name.lower()] = f"{received[name.lower()]}, {value}" if name.lower() in received else value
            return Answer(response.status, received, response.read())
        except (OSError, http.client.HTTPException) as failure:
            raise NoAnswer(str(failure)) from failure
        finally:
            connection.close()

    def insist(self, method: str, path: str, body: dict | bytes | None, key: str, headers: dict[str, str] | None = None) -> Answer:
        deadline = time.monotonic() + PATIENCE_SECONDS
        broken = 0
        while True:
            last = ""
            try:
                answer = self.send(method, path, body, (headers or {}) | {"Idempotency-Key": key, "traceparent": f"00-{trace_of(key)}-00000000000000a1-01"})
                if not is_passing(answer):
                    answer.broken = broken
                    return answer
                last = f"{answer.status} {answer.body[:300]!r}"
            except NoAnswer as failure:
                last = str(failure)
            broken += 1
            if time.monotonic() > deadline:
                raise AssertionError(f"{method} {path} has no answer after {PATIENCE_SECONDS} s: {last}")
            time.sleep(0.05)

    def upload(self, name: str, text: str, key: str) -> Answer:
        body = (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
                f"{text}\r\n--{BOUNDARY}--\r\n").encode()
        return self.insist("POST", "/v1/imports", body, key, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})

    def commit(self, import_id: str, key: str) -> Answer:
        return self.insist("POST", f"/v1/imports/{import_id}/commit", None, key)

    def await_job(self, job: str, seconds: float = 30) -> dict:
        """Until it has ended, however it did."""
        deadline = time.monotonic() + seconds
        state: dict = {}
        while time.monotonic() < deadline:
            try:
                answer = self.send("GET", f"/v1/jobs/{job}")
                if not is_passing(answer):
                    state = answer.expect(200).json
                    if state["state"] not in ("queued", "running"):
                        return state
            except NoAnswer:
                pass
            time.sleep(0.05)
        raise AssertionError(f"the job has not ended after {seconds:.0f} s: {state}")
