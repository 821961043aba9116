import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { getCanonicalHeaders, SignatureV4Base } from "@smithy/signature-v4";
import type { HttpRequest } from "@smithy/types";
import { CanonicalForm } from "../../../../provider/client/transport/canonical-form";
import { Sha256, Signer } from "../../../../provider/client/transport/sign";

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** The worked example of AWS's guide to Signature Version 4: IAM's ListUsers by GET. */
const example = {
  request: {
    protocol: "https:",
    hostname: "iam.amazonaws.com",
    method: "GET",
    path: "/",
    query: { Action: "ListUsers", Version: "2010-05-08" },
    headers: {
      "content-type": "application/x-www-form-urlencoded; charset=utf-8",
      host: "iam.amazonaws.com",
      "x-amz-date": "20150830T123600Z",
    },
  } satisfies HttpRequest,
  canonicalRequest: [
    "GET",
    "/",
    "Action=ListUsers&Version=2010-05-08",
    "content-type:application/x-www-form-urlencoded; charset=utf-8",
    "host:iam.amazonaws.com",
    "x-amz-date:20150830T123600Z",
    "",
    "content-type;host;x-amz-date",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  ].join("\n"),
  hash: "f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59",
  signature: "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
};

/** Opens what smithy's signer keeps for its subclasses. */
class Canonical extends SignatureV4Base {
  constructor() {
    super({ region: "us-east-1", service: "iam", credentials, sha256: Sha256 });
  }

  formOf(request: HttpRequest): CanonicalForm {
    return new CanonicalForm(request, (headers, payloadHash) =>
      this.createCanonicalRequest(request, getCanonicalHeaders({ ...request, headers }), payloadHash),
    );
  }
}

const formOf = (request: HttpRequest) => new Canonical().formOf(request);

describe("CanonicalForm", () => {
  it("is the canonical request of AWS's worked example", () => {
    const { request } = example;
    const form = formOf(request);
    const text = form.fill(request.headers, sha256(""));
    assert.equal(text, example.canonicalRequest);
    assert.equal(sha256(text), example.hash);
    assert.equal(form.signedHeaders, "content-type;host;x-amz-date");
  });

  it("gives the signature of AWS's worked example", async () => {
    const signer = new Signer({ region: "us-east-1", service: "iam", credentials, applyChecksum: false });
    const { headers } = await signer.sign(structuredClone(example.request), new Date("2015-08-30T12:36:00Z"));
    assert.equal(
      headers.authorization,
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, " +
        `SignedHeaders=content-type;host;x-amz-date, Signature=${example.signature}`,
    );
  });

  const { query: _query, ...plain } = example.request;
  const post: HttpRequest = { ...plain, query: {}, method: "POST" };

  it("serves the next request with its own date, length and payload", () => {
    const next = { ...post, headers: { ...post.headers, "x-amz-date": "20150831T000000Z" } };
    const form = formOf(post);
    assert(form.fits(next));
    assert.equal(form.fill(next.headers, "hash"), formOf(next).fill(next.headers, "hash"));
    assert.match(form.fill(next.headers, "hash"), /x-amz-date:20150831T000000Z/);
  });

  const others: Record<string, Partial<HttpRequest>> = {
    "another method": { method: "GET" },
    "another path": { path: "/a" },
    "a query": { query: { a: "1" } },
    "another value of a header": { headers: { ...post.headers, host: "sts.amazonaws.com" } },
    "one header more": { headers: { ...post.headers, "x-a": "1" } },
    "one header less": { headers: { host: "iam.amazonaws.com", "x-amz-date": "20150830T123600Z" } },
    "another header": { headers: { ...post.headers, host: undefined as never, hosts: "iam.amazonaws.com" } },
  };
  for (const [title, other] of Object.entries(others)) {
    it(`does not serve a request with ${title}`, () => assert.equal(formOf(post).fits({ ...post, ...other }), false));
  }
});
