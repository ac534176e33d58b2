"""Checks an access token with another implementation than Coffer's: Node's web crypto, by the published keys.

usage: verify_token.py JWKS TOKEN ISSUER AUDIENCE      prints `valid SUBJECT` or `refused REASON`
"""
import pathlib
import subprocess
import sys

PROGRAM = r"""
const [jwks, token, issuer, audience] = process.argv.slice(1);
const decode = (part) => Buffer.from(part, "base64url");
async function verify() {
  const [header, payload, signature] = token.split(".");
  const head = JSON.parse(decode(header));
  const key = JSON.parse(jwks).keys.find((one) => one.kid === head.kid);
  if (!key) return "refused key";
  const imported = await crypto.subtle.importKey("jwk", key, { name: "Ed25519" }, false, ["verify"]);
  const signed = Buffer.from(`${header}.${payload}`);
  if (!(await crypto.subtle.verify("Ed25519", imported, decode(signature), signed))) return "refused signature";
  const claims = JSON.parse(decode(payload));
  const now = Date.now() / 1000;
  if (head.typ !== "at+jwt" || head.alg !== "EdDSA") return "refused header";
  if (claims.iss !== issuer || claims.aud !== audience) return "refused parties";
  if (!(claims.nbf <= now + 5 && now < claims.exp && claims.exp - claims.iat <= 600)) return "refused times";
  return `valid ${claims.sub}`;
}
verify().then(console.log, (error) => console.log(`refused ${error.message}`));
"""


def main() -> None:
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    done = subprocess.run(["node", "--input-type=commonjs", "-e", PROGRAM, "--", *sys.argv[1:]], capture_output=True, text=True,
                          check=True, cwd=pathlib.Path(__file__).parent)
    print(done.stdout.strip())


if __name__ == "__main__":
    main()
