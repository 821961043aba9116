import assert from "node:assert/strict";
import { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import { HttpRequest } from "@smithy/protocol-http";
import {
  createLocalHandler,
  createLocalService,
  type LocalRequest,
  type LocalService,
  localCredentials,
} from "../../emulator";
import { sign } from "./support/sign";
import { failure, rawRequest } from "./support/targets";

const now = new Date("2026-03-04T05:06:07Z");

describe("authentication", () => {
  let service: LocalService;

  before(() => {
    const accessKeys = [
      { ...localCredentials, account: "000000000000" },
      { accessKeyId: "other", secretAccessKey: "s3cret/+", account: "111111111111" },
    ];
    service = createLocalService({ path: ":memory:", now: () => now, accessKeys });
  });
  after(() => service.close());

  interface Signing {
    readonly headers?: Record<string, string>;
    readonly credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
    readonly region?: string;
    readonly service?: string;
    readonly date?: Date;
    readonly unsignableHeaders?: Set<string>;
    readonly signableHeaders?: Set<string>;
  }

  async function signed(operation: string, input: object, signing: Signing = {}): Promise<LocalRequest> {
    const { credentials = localCredentials, region = "us-east-1", date = now, ...rest } = signing;
    const raw = rawRequest(operation, input, signing.headers);
    const request = new HttpRequest({ ...raw, hostname: "127.0.0.1" });
    const { headers } = await sign(request, { credentials, region, signingDate: date, ...rest });
    return { ...raw, headers };
  }

  const list = (signing?: Signing) => signed("ListIdentityPools", { MaxResults: 60 }, signing);
  const answer = async (request: LocalRequest) => {
    const { status, headers, body } = await service.handle(request);
    const { __type = "", message = "" } = JSON.parse(body || "{}");
    return { status, headers, code: __type as string, message: message as string };
  };
  const without = (request: LocalRequest, ...names: string[]) => ({
    ...request,
    headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => !names.includes(name))),
  });
  const withAuthorization = (request: LocalRequest, edit: (header: string) => string) => ({
    ...request,
    headers: { ...request.headers, authorization: edit(request.headers.authorization ?? "") },
  });

  describe("accepts", () => {
    const ways: [string, Signing][] = [
      ["the fixed local key", {}],
      ["further keys", { credentials: { accessKeyId: "other", secretAccessKey: "s3cret/+" } }],
      ["every region", { region: "ap-southeast-7" }],
      ["a session token", { credentials: { ...localCredentials, sessionToken: "any" } }],
      ["an unsigned content type", { unsignableHeaders: new Set(["content-type"]) }],
      ["an unsigned target", { unsignableHeaders: new Set(["x-amz-target", "content-type"]) }],
      [
        "signed headers that are usually not",
        { signableHeaders: new Set(["user-agent"]), headers: { "user-agent": "a  b" } },
      ],
      ["the real service's name as the host", { headers: { host: "cognito-identity.us-east-1.amazonaws.com" } }],
      ["a clock that is four minutes off", { date: new Date(now.getTime() - 240_000) }],
    ];
    for (const [what, signing] of ways) {
      it(what, async () => {
        const { status, code } = await answer(await list(signing));
        assert.deepEqual({ status, code }, { status: 200, code: "" });
      });
    }

    it("a Date header in place of X-Amz-Date", async () => {
      const { createHash, createHmac } = await import("node:crypto");
      const raw = rawRequest("ListIdentityPools", { MaxResults: 60 }, { date: now.toUTCString() });
      const hash = (text: string) => createHash("sha256").update(text).digest("hex");
      const canonical = `POST\n/\n\ndate:${now.toUTCString()}\nhost:127.0.0.1\n\ndate;host\n${hash(raw.body as string)}`;
      const scope = "20260304/us-east-1/cognito-identity/aws4_request";
      const key = scope
        .split("/")
        .reduce<string | Buffer>((k, part) => createHmac("sha256", k).update(part).digest(), "AWS4local");
      const toSign = `AWS4-HMAC-SHA256\n20260304T050607Z\n${scope}\n${hash(canonical)}`;
      const signature = createHmac("sha256", key).update(toSign).digest("hex");
      const authorization = `AWS4-HMAC-SHA256 Credential=local/${scope},SignedHeaders=date;host,Signature=${signature}`;
      assert.equal((await answer({ ...raw, headers: { ...raw.headers, authorization } })).status, 200);
    });

    it("a signature on an operation that needs none, and none", async () => {
      const input = { IdentityPoolId: "us-east-1:00000000-0000-4000-8000-000000000000" };
      for (const request of [await signed("GetId", input), rawRequest("GetId", input)]) {
        assert.equal((await answer(request)).code, "ResourceNotFoundException");
      }
    });
  });

  describe("refuses", () => {
    const other = { accessKeyId: "local", secretAccessKey: "wrong" };
    const mismatch =
      /^The request signature we calculated does not match the signature you provided\. Check your AWS Secret/;
    const ways: [string, () => Promise<LocalRequest>, string, RegExp][] = [
      [
        "no signature",
        async () => rawRequest("ListIdentityPools", {}),
        "MissingAuthenticationTokenException",
        /^Missing Authentication Token$/,
      ],
      [
        "an unknown key",
        () => list({ credentials: { ...other, accessKeyId: "nobody" } }),
        "UnrecognizedClientException",
        /^The security token included in the request is invalid\.$/,
      ],
      ["a wrong secret", () => list({ credentials: other }), "InvalidSignatureException", mismatch],
      [
        "another body",
        async () => ({ ...(await list()), body: '{"MaxResults":59}' }),
        "InvalidSignatureException",
        mismatch,
      ],
      [
        "another target",
        async () => ({
          ...(await list()),
          headers: { ...(await list()).headers, "x-amz-target": "AWSCognitoIdentityService.CreateIdentityPool" },
        }),
        "InvalidSignatureException",
        mismatch,
      ],
      [
        "a signature that is no hash",
        async () => withAuthorization(await list(), (header) => header.replace(/Signature=.*/, "Signature=zz")),
        "InvalidSignatureException",
        mismatch,
      ],
      [
        "a stale date",
        () => list({ date: new Date(now.getTime() - 301_000) }),
        "InvalidSignatureException",
        /^Signature expired: 20260304T050106Z is now earlier than 20260304T050107Z \(20260304T050607Z - 5 min\.\)$/,
      ],
      [
        "a date to come",
        () => list({ date: new Date(now.getTime() + 301_000) }),
        "InvalidSignatureException",
        /^Signature not yet current: 20260304T051108Z is still later than 20260304T051107Z/,
      ],
      [
        "another service",
        () => list({ service: "cognito-idp" }),
        "InvalidSignatureException",
        /^Credential should be scoped to correct service: 'cognito-identity'\.$/,
      ],
      [
        "a strange region",
        () => list({ region: "US_EAST" }),
        "InvalidSignatureException",
        /^Credential should be scoped to a valid region\.$/,
      ],
      [
        "another day's scope",
        async () => withAuthorization(await list(), (header) => header.replace("/20260304/", "/20260303/")),
        "InvalidSignatureException",
        /^Date in Credential scope does not match/,
      ],
      [
        "another terminator",
        async () => withAuthorization(await list(), (header) => header.replace("aws4_request", "aws5")),
        "InvalidSignatureException",
        /^Credential should be scoped with a valid terminator/,
      ],
      [
        "no date",
        async () => without(await list(), "x-amz-date"),
        "IncompleteSignatureException",
        /requires existence of either a 'X-Amz-Date' or a 'Date' header\./,
      ],
      [
        "a bad date",
        async () => ({ ...(await list()), headers: { ...(await list()).headers, "x-amz-date": "today" } }),
        "IncompleteSignatureException",
        /^Date must be in ISO-8601 'basic format'\. Got 'today'/,
      ],
      [
        "an unsigned host",
        () => list({ unsignableHeaders: new Set(["host"]) }),
        "InvalidSignatureException",
        /^'Host' or ':authority' must be a 'SignedHeader'/,
      ],
      [
        "a header that is signed many times",
        async () =>
          withAuthorization(await list(), (header) => header.replace("SignedHeaders=", "SignedHeaders=host;host;")),
        "InvalidSignatureException",
        /^A header must be a 'SignedHeader' only once/,
      ],
      [
        "a short credential",
        async () => withAuthorization(await list(), (header) => header.replace("/us-east-1", "")),
        "IncompleteSignatureException",
        /^Credential must have exactly 5 slash-delimited elements/,
      ],
      [
        "another algorithm",
        async () => withAuthorization(await list(), () => "Bearer x"),
        "IncompleteSignatureException",
        /requires the algorithm 'AWS4-HMAC-SHA256'/,
      ],
    ];
    for (const name of ["Credential", "Signature", "SignedHeaders"]) {
      ways.push([
        `no ${name}`,
        async () => withAuthorization(await list(), (header) => header.replace(`${name}=`, "X=")),
        "IncompleteSignatureException",
        new RegExp(`^Authorization header requires '${name}' parameter\\. \\(Hashed`),
      ]);
    }
    for (const [what, request, code, text] of ways) {
      it(what, async () => {
        const given = await answer(await request());
        assert.deepEqual({ status: given.status, code: given.code }, { status: 400, code });
        assert.match(given.message, text);
      });
    }

    it("a signed header that was changed on the way", async () => {
      const request = await list({ headers: { "x-amz-meta": "one" } });
      assert.equal((await answer(request)).status, 200);
      const changed = { ...request, headers: { ...request.headers, "x-amz-meta": "two" } };
      assert.match((await answer(changed)).message, mismatch);
      assert.match((await answer(without(request, "x-amz-meta"))).message, mismatch);
    });
  });

  it("keeps accounts and regions apart", async () => {
    const handler = createLocalHandler(":memory:", {
      accessKeys: ["a", "b"].map((name, i) => ({
        accessKeyId: name,
        secretAccessKey: name,
        account: `${i}`.repeat(12),
      })),
      limits: { pools: 2 },
    });
    const client = (name: string, region: string) =>
      new CognitoIdentity({
        region,
        credentials: { accessKeyId: name, secretAccessKey: name },
        requestHandler: handler as never,
        maxAttempts: 1,
      });
    const [one, two, three] = [client("a", "us-east-1"), client("b", "us-east-1"), client("a", "eu-west-1")];
    const pool = { IdentityPoolName: "x", AllowUnauthenticatedIdentities: true };
    const { IdentityPoolId } = await one.createIdentityPool(pool);
    const { IdentityId } = await one.getId({ IdentityPoolId });
    for (const stranger of [two, three]) {
      assert.deepEqual((await stranger.listIdentityPools({ MaxResults: 60 })).IdentityPools, []);
      assert.equal(
        (await failure(stranger.describeIdentityPool({ IdentityPoolId }))).name,
        "ResourceNotFoundException",
      );
      assert.equal((await failure(stranger.describeIdentity({ IdentityId }))).name, "ResourceNotFoundException");
      const { UnprocessedIdentityIds } = await stranger.deleteIdentities({
        IdentityIdsToDelete: [IdentityId as string],
      });
      assert.deepEqual(UnprocessedIdentityIds, [{ IdentityId, ErrorCode: "AccessDenied" }]);
      // Nobody signs these, so nobody is a stranger.
      await stranger.getId({ IdentityPoolId });
    }
    await one.createIdentityPool(pool);
    assert.equal((await failure(one.createIdentityPool(pool))).name, "LimitExceededException");
    await two.createIdentityPool(pool);
    await three.createIdentityPool(pool);
    handler.destroy();
  });
});
