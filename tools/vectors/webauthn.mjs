// Writes backend/auth/passkeys/webauthn_vectors.json: registrations and assertions as a browser and an authenticator
// make them, by Node's own cryptography and a CBOR encoder of its own. `node tools/vectors/webauthn.mjs` makes them
// anew, with fresh keys.
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const origin = "https://coffer.example";
const rpId = "coffer.example";
const sha256 = (bytes) => createHash("sha256").update(bytes).digest();

function head(major, number) {
  if (number < 24) return Buffer.from([(major << 5) | number]);
  if (number < 256) return Buffer.from([(major << 5) | 24, number]);
  const out = Buffer.from([(major << 5) | 25, 0, 0]);
  out.writeUInt16BE(number, 1);
  return out;
}
function cbor(value) {
  if (Number.isInteger(value)) return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Map)
    return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, item]) => [cbor(key), cbor(item)])]);
  throw new Error("no CBOR for this");
}

const kinds = {
  es256: () => {
    const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const jwk = pair.publicKey.export({ format: "jwk" });
    const bytes = (text) => Buffer.from(text, "base64url");
    return { ...pair, alg: -7, hash: "sha256", cose: new Map([[1, 2], [3, -7], [-1, 1], [-2, bytes(jwk.x)], [-3, bytes(jwk.y)]]) };
  },
  eddsa: () => {
    const pair = generateKeyPairSync("ed25519");
    const x = Buffer.from(pair.publicKey.export({ format: "jwk" }).x, "base64url");
    return { ...pair, alg: -8, hash: null, cose: new Map([[1, 1], [3, -8], [-1, 6], [-2, x]]) };
  },
  rs256: () => {
    const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const jwk = pair.publicKey.export({ format: "jwk" });
    const bytes = (text) => Buffer.from(text, "base64url");
    return { ...pair, alg: -257, hash: "sha256", cose: new Map([[1, 3], [3, -257], [-1, bytes(jwk.n)], [-2, bytes(jwk.e)]]) };
  },
};

const flag = { present: 1, verified: 4, eligible: 8, backedUp: 16, credential: 64 };

function authenticatorData({ flags, count, credential, id = rpId }) {
  const fixed = Buffer.alloc(5);
  fixed.writeUInt8(flags, 0);
  fixed.writeUInt32BE(count, 1);
  return Buffer.concat([sha256(id), fixed, credential ?? Buffer.alloc(0)]);
}
function clientData(type, challenge, changes = {}) {
  return Buffer.from(JSON.stringify({ type, challenge: challenge.toString("base64url"), origin, crossOrigin: false, ...changes }));
}
const text = (bytes) => bytes.toString("base64url");

function passkey(kind, { attestation = "none", eligible = false } = {}) {
  const key = kinds[kind]();
  const id = randomBytes(kind === "rs256" ? 200 : 32);
  const base = flag.present | flag.verified | (eligible ? flag.eligible | flag.backedUp : 0);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(id.length);
  const credential = Buffer.concat([randomBytes(16), length, id, cbor(key.cose)]);
  const challenge = randomBytes(32);
  const client = clientData("webauthn.create", challenge);
  const data = authenticatorData({ flags: base | flag.credential, count: eligible ? 0 : 1, credential });
  const signed = (authData, clientJson) => sign(key.hash, Buffer.concat([authData, sha256(clientJson)]), key.privateKey);
  const statement = attestation === "packed" ? new Map([["alg", key.alg], ["sig", signed(data, client)]]) : new Map();
  const object = cbor(new Map([["fmt", attestation], ["attStmt", statement], ["authData", data]]));
  const assert = (count, { client: changes = {}, type = "webauthn.get", flags = base, id: party } = {}) => {
    const asked = randomBytes(32);
    const json = clientData(type, asked, changes);
    const over = authenticatorData({ flags, count, id: party });
    return { credential_id: text(id), challenge: text(asked), client_data: text(json), authenticator_data: text(over), signature: text(signed(over, json)) };
  };
  const counts = eligible ? [0, 0] : [2, 3];
  return {
    kind,
    attestation,
    eligible,
    registration: { challenge: text(challenge), client_data: text(client), attestation_object: text(object) },
    assertions: counts.map((count) => assert(count)),
    wrong: {
      origin: assert(9, { client: { origin: "https://coffer.example.evil.example" } }),
      cross_origin: assert(9, { client: { crossOrigin: true } }),
      type: assert(9, { type: "webauthn.create" }),
      party: assert(9, { id: "evil.example" }),
      absent: assert(9, { flags: base & ~flag.present }),
      eligibility: assert(9, { flags: (base ^ flag.eligible) & ~flag.backedUp }),
    },
    unverified: assert(9, { flags: base & ~flag.verified }),
  };
}

const vectors = [
  passkey("es256"),
  passkey("eddsa"),
  passkey("rs256"),
  passkey("es256", { attestation: "packed" }),
  passkey("es256", { eligible: true }),
];
const out = fileURLToPath(new URL("../../backend/auth/passkeys/webauthn_vectors.json", import.meta.url));
writeFileSync(out, JSON.stringify({ origin, rp_id: rpId, passkeys: vectors }, null, 1) + "\n");
