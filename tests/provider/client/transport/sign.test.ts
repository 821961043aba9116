import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SignatureV4 } from "@smithy/signature-v4";
import fc from "fast-check";
import { Sha256, Signer } from "../../../../provider/client/transport/sign";

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };

interface Vector {
  name: string;
  method: string;
  path: string;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
  body: string;
  signsBody: boolean;
  signature: string;
  token?: string;
}

// From the signing test suite that AWS publishes with its C SDK (aws-c-auth, tests/aws-signing-test-suite/v4).
const vectors: Vector[] = JSON.parse(readFileSync(join(__dirname, "sigv4-vectors.json"), "utf8"));

const request = (parts: Partial<Vector> = {}) => ({
  protocol: "https:",
  hostname: "example.amazonaws.com",
  method: parts.method ?? "POST",
  path: parts.path ?? "/",
  query: parts.query ?? {},
  headers: { ...(parts.headers ?? { host: "example.amazonaws.com" }) },
  body: parts.body ?? "{}",
});

describe("Signer", () => {
  describe("signs the published vectors of AWS", () => {
    for (const vector of vectors) {
      it(vector.name, async () => {
        const signer = new Signer({
          region: "us-east-1",
          service: "service",
          credentials: { ...credentials, sessionToken: vector.token },
          applyChecksum: vector.signsBody,
        });
        const signed = await signer.sign(request(vector), new Date("2015-08-30T12:36:00Z"));
        assert.equal(signed.headers.authorization?.split("Signature=")[1], vector.signature);
      });
    }
  });

  it("signs as smithy's own sign() does, whatever was signed before", async () => {
    // Most requests differ in one thing at most from an earlier one of the same target.
    const name = fc.constantFrom("content-type", "x-amz-target", "x-a", "user-agent");
    const headers = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom<Vector["headers"]>(
          {},
          { "x-a": "1" },
          { "content-length": "2" },
          { "content-length": "33" },
        ),
      },
      { weight: 1, arbitrary: fc.dictionary(name, fc.stringMatching(/^[ -~]{0,20}$/)) },
    );
    const parts = fc.record({
      method: fc.constantFrom("POST", "GET"),
      path: fc.constantFrom("/", "/a b/../c"),
      query: fc.constantFrom<Vector["query"]>({}, { q: "1" }),
      headers: headers.map((extra) => ({ host: "h", ...extra })),
      body: fc.string({ unit: "grapheme" }),
    });
    const date = fc.date({ min: new Date("2000-01-01"), max: new Date("2090-01-01"), noInvalidDate: true });
    const sessionToken = fc.option(fc.stringMatching(/^[A-Za-z0-9+/=]{1,40}$/), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { minLength: 1, maxLength: 10 }), date, sessionToken, async (all, at, token) => {
        const options = { region: "eu-west-1", credentials: { ...credentials, sessionToken: token } };
        const smithy = new SignatureV4({ ...options, service: "cognito-identity", sha256: Sha256 });
        const signer = new Signer(options);
        for (const one of all) {
          const expected = await smithy.sign(request(one), { signingDate: at });
          assert.deepEqual((await signer.sign(request(one), at)).headers, expected.headers);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("derives the key once a day", async () => {
    const signer = new Signer({ region: "eu-west-1", credentials });
    const at = (time: string) => signer.sign(request(), new Date(time));
    assert(at("2026-01-01T00:00:00Z") instanceof Promise);
    await at("2026-01-01T00:00:00Z");
    const same = at("2026-01-01T23:59:59Z");
    assert(!(same instanceof Promise), "the same day needs no new key");
    assert.match(same.headers.authorization ?? "", /20260101/);
    const next = at("2026-01-02T00:00:00Z");
    assert(next instanceof Promise, "the next day needs a new key");
    assert.match((await next).headers.authorization ?? "", /20260102/);
  });

  it("refuses credentials without a key", () => {
    assert.throws(() => new Signer({ region: "eu-west-1", credentials: { accessKeyId: "a" } as never }), /not valid/);
  });
});
