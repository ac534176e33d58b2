"""Requests made from the contract: sensible ones, and ones with faults that somebody planted."""
import dataclasses
import json
import random
import typing
import urllib.parse
import uuid

TEXTS = ["", " ", "\x00", "\x1b[31m", "ä" * 200, "\u202e" + "abc", "😀" * 40, "'; DROP TABLE finance.accounts; --", "<script>alert(1)</script>", "../../etc/passwd",
         "%00", "NULL", "NaN", "Infinity", "-0", "1e9999", "1,5", "0x10", "9" * 60, "0." + "0" * 40 + "1", "-99999999999999999999.999999999999999999",
         "2024-02-30", "0000-00-00", "9999-12-31", "0001-01-01", "2024-01-01T25:61:61Z", "EUR", "eur", "XXX", "{}", "[]", "a" * 5000]
VALUES: list[typing.Any] = [None, True, False, 0, -1, 1.5, 2**31, 2**63, -2**63, 10**40, 1e308, [], {}, [[[[]]]], {"a": {"b": {"c": 1}}}, [None] * 50, "\ud800"]
HEADERS = {"Idempotency-Key": ["", "x", "a" * 300, "ä", "\x7f"], "If-Match": ['"1"', "*", "W/\"1\"", "nonsense", '"99999999999999999999"'],
           "If-None-Match": ["*", '"x"', "," * 500], "Coffer-Household": ["", "x", "0" * 36], "Accept-Language": ["xx-" * 300], "Accept": ["text/html", "a/b;q=x"],
           "Content-Type": ["text/plain", "application/xml", "application/json; charset=utf-7", "multipart/form-data", "multipart/form-data; boundary=" + "b" * 200],
           "traceparent": ["00-x", "ff-" + "0" * 32 + "-" + "0" * 16 + "-01"], "X-Forwarded-For": ["' OR 1=1", "1.2.3.4, 5.6.7.8"], "Cookie": ["coffer_session=x; coffer_session=y"],
           "Authorization": ["Bearer x", "Bearer " + "a." * 500, "Basic eDp5", "Bearer eyJhbGciOiJub25lIn0.e30."], "Range": ["bytes=0-"], "Content-Encoding": ["gzip", "br"],
           "Transfer-Encoding": ["identity"], "Expect": ["something"]}


@dataclasses.dataclass(frozen=True)
class Wanted:
    operation: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None


class Operation:
    def __init__(self, method: str, path: str, described: dict, shared: list[dict], resolve: typing.Callable[[dict], dict]):
        self.method, self.path, self.name = method.upper(), path, described["operationId"]
        parameters = [resolve(one) for one in [*shared, *described.get("parameters", [])]]
        self.query = {one["name"]: one["schema"] for one in parameters if one["in"] == "query"}
        content = resolve(described.get("requestBody", {})).get("content", {})
        self.json = next((content[kind]["schema"] for kind in ("application/json", "application/merge-patch+json") if kind in content), None)
        self.uploads = "multipart/form-data" in content


class Maker:
    """known: sensible requests of some operations, to plant faults in; ids: what may stand for an identifier."""

    def __init__(self, contract: dict, known: dict[str, list[tuple[str, dict | bytes | None, dict]]], ids: list[str], chance: random.Random):
        self.contract, self.known, self.ids, self.chance = contract, known, ids, chance
        self.operations = [Operation(method, path, described, item.get("parameters", []), self.resolve)
                           for path, item in contract["paths"].items() for method, described in item.items() if method != "parameters"]

    def resolve(self, schema: dict) -> dict:
        while "$ref" in schema:
            target: typing.Any = self.contract
            for step in schema["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            schema = target
        return schema

    def make(self, operation: Operation) -> Wanted:
        known = self.known.get(operation.name)
        if known and self.chance.random() < 0.6:
            path, body, headers = self.chance.choice(known)
        else:
            path, body, headers = self._fill(operation.path), self._value(operation.json) if operation.json else None, {}
        path = self._with_query(operation, path)
        sent = dict(headers)
        if operation.method == "POST":
            sent["Idempotency-Key"] = str(uuid.UUID(int=self.chance.getrandbits(128)))
        if self.chance.random() < 0.15:
            name = self.chance.choice(sorted(HEADERS))
            sent[name] = self.chance.choice(HEADERS[name])
        payload = self._bytes(operation, body, sent)
        if self.chance.random() < 0.05:
            path = self._spoilt(path)
        return Wanted(operation.name, operation.method, path, sent, payload)

    # ------------------------------------------------------------ the path
    def _fill(self, path: str) -> str:
        return "/".join(urllib.parse.quote(self._id(), safe="") if part.startswith("{") else part for part in path.split("/"))

    def _id(self) -> str:
        draw = self.chance.random()
        if draw < 0.75:
            return self.chance.choice(self.ids)
        return str(uuid.UUID(int=self.chance.getrandbits(128))) if draw < 0.9 else self.chance.choice(TEXTS)[:200]

    def _with_query(self, operation: Operation, path: str) -> str:
        pairs = []
        for name, schema in operation.query.items():
            if self.chance.random() < 0.35:
                value = self._value(schema) if self.chance.random() < 0.6 else self.chance.choice([*TEXTS, *map(str, VALUES[3:10])])
                pairs.append((name, value if isinstance(value, str) else json.dumps(value)))
        if pairs and self.chance.random() < 0.05:
            pairs.append(pairs[0])
        if self.chance.random() < 0.03:
            pairs.append(("unknown", "1"))
        text = "&".join(f"{name}={urllib.parse.quote(value[:2000].encode('utf-8', 'replace'))}" for name, value in pairs)
        return path if not text else path + ("&" if "?" in path else "?") + text

    def _spoilt(self, path: str) -> str:
        return self.chance.choice([path + "/", path + "%", path + "%zz", path.replace("/v1/", "/v1//", 1), path + "?" + "a" * 3000, path + "/%2e%2e/x", path.upper(), path + "#x"])

    # ------------------------------------------------------------ the body
    def _bytes(self, operation: Operation, body: typing.Any, headers: dict[str, str]) -> bytes | None:
        if isinstance(body, bytes):
            return self._torn(body) if self.chance.random() < 0.7 else body
        if operation.uploads and body is None:
            headers.setdefault("Content-Type", "multipart/form-data; boundary=b")
            return self._torn(b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\ndate,type,amount\n2024-01-02,deposit,1\n\r\n--b--\r\n')
        if operation.json is None:
            return None if self.chance.random() < 0.95 else b"{}"
        headers.setdefault("Content-Type", "application/json")
        if self.chance.random() < 0.75:
            body = self._faulty(body)
        text = json.dumps(body).encode()
        return self._torn(text) if self.chance.random() < 0.06 else text

    def _torn(self, text: bytes) -> bytes:
        place = self.chance.randrange(len(text) + 1)
        return self.chance.choice([text[:place], text[:place] + b"\xff\xfe" + text[place:], text + text, text[:place] + b'"' + text[place:], b"[" * 2000, text[:place] + bytes([self.chance.randrange(256)]) + text[place + 1:]])

    def _faulty(self, body: typing.Any) -> typing.Any:
        """The same with one to three members changed, lost, doubled or foreign."""
        for _ in range(self.chance.choice([1, 1, 1, 2, 3])):
            body = self._with_fault(body)
        return body

    def _with_fault(self, body: typing.Any) -> typing.Any:
        if isinstance(body, dict) and body and self.chance.random() < 0.9:
            name = self.chance.choice(sorted(body))
            draw = self.chance.random()
            if draw < 0.15:
                return {key: value for key, value in body.items() if key != name}
            if draw < 0.25:
                return body | {self.chance.choice(["unknown", "id", "household", "version", "role", "__proto__"]): self.chance.choice(VALUES)}
            return body | {name: self._with_fault(body[name])}
        if isinstance(body, list) and body and self.chance.random() < 0.7:
            place = self.chance.randrange(len(body))
            return [*body[:place], self._with_fault(body[place]), *body[place + 1:]]
        return self.chance.choice([self._id(), *self.chance.sample(TEXTS, 3), *self.chance.sample(VALUES, 2)])

    def _value(self, schema: dict | None, depth: int = 0) -> typing.Any:
        schema = self.resolve(schema or {})
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self.chance.choice(schema["enum"])
        for several in ("oneOf", "anyOf"):
            if several in schema:
                return self._value(self.chance.choice(schema[several]), depth)
        if "allOf" in schema:
            parts = [self._value(part, depth) for part in schema["allOf"]]
            return {key: value for part in parts if isinstance(part, dict) for key, value in part.items()} if any(isinstance(part, dict) for part in parts) else parts[0]
        kind = schema.get("type", "string")
        kind = self.chance.choice(kind) if isinstance(kind, list) else kind
        if kind == "object":
            wanted = set(schema.get("required", []))
            return {name: self._value(member, depth + 1) for name, member in schema.get("properties", {}).items() if name in wanted or (depth < 4 and self.chance.random() < 0.5)}
        if kind == "array":
            most = min(schema.get("maxItems", 3), 3)
            return [self._value(schema.get("items"), depth + 1) for _ in range(self.chance.randint(min(schema.get("minItems", 0), most), most))] if depth < 5 else []
        if kind in ("integer", "number"):
            return self.chance.randint(schema.get("minimum", 0), min(schema.get("maximum", 1000), 10**9))
        if kind in ("boolean", "null"):
            return self.chance.choice([True, False]) if kind == "boolean" else None
        return self._text(schema)

    def _text(self, schema: dict) -> str:
        form, pattern = schema.get("format", ""), schema.get("pattern", "")
        if form == "uuid" or "[0-9a-f]{8}" in pattern:
            return self._id()
        if form == "date" or pattern.startswith("^[0-9]{4}-[0-9]{2}"):
            return f"{self.chance.randint(2015, 2027)}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"
        if form == "date-time":
            return "2024-05-06T07:08:09Z"
        if form == "email":
            return f"person{self.chance.randint(1, 50)}@example.org"
        if pattern.startswith("^[A-Z]{3}"):
            return self.chance.choice(["EUR", "USD", "JPY"])
        if "0-9" in pattern:
            return self.chance.choice(["1", "12.34", "0.000001", "100", "-5", "99999999999"])
        return self.chance.choice(["Somebody", "A thing", "correct horse battery staple", self.chance.choice(TEXTS)])[: schema.get("maxLength", 5000)]
