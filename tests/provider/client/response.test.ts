import assert from "node:assert/strict";
import {
  CognitoIdentityClient,
  type CognitoIdentityError,
  type Input,
  type OperationName,
} from "../../../provider/client";
import { type BareServer, errorReply, pool, startBareServer } from "./support/bare-server";

const IdentityPoolId = "eu-west-1:11111111-2222-3333-4444-555555555555";
const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret-key" };

describe("An answer of HTTP 200", () => {
  let server: BareServer;
  let client: CognitoIdentityClient;

  beforeEach(async () => {
    server = await startBareServer();
    client = new CognitoIdentityClient({ region: "eu-west-1", endpoint: server.url, credentials });
  });
  afterEach(async () => {
    client.destroy();
    await server.close();
  });

  const call = <N extends OperationName>(name: N, input: Input<N>, answer: unknown) => {
    server.respond = () => ({ body: JSON.stringify(answer) });
    return client.call(name, input);
  };
  const rejection = (promise: Promise<unknown>): Promise<CognitoIdentityError> =>
    promise.then(
      () => assert.fail("the call should have failed"),
      (error) => error,
    );

  const wrong: [name: OperationName, input: object, answer: object, found: RegExp][] = [
    ["ListIdentities", { IdentityPoolId, MaxResults: 1 }, { IdentityPoolId }, /Identities is missing/],
    ["GetId", { IdentityPoolId }, {}, /IdentityId is missing\..*unknown; it is not sent again, for without logins/],
    [
      "DeleteIdentities",
      { IdentityIdsToDelete: [IdentityPoolId] },
      { UnprocessedIdentityIds: IdentityPoolId },
      /UnprocessedIdentityIds is no list\. The request was sent, so whether it was carried out is unknown/,
    ],
    [
      "CreateIdentityPool",
      { IdentityPoolName: "p", AllowUnauthenticatedIdentities: false },
      { IdentityPoolName: "p", AllowUnauthenticatedIdentities: false },
      /IdentityPoolId is missing\..*it is not sent again, for a repeat would make a second pool/,
    ],
    [
      "DescribeIdentityPool",
      { IdentityPoolId },
      { ...pool, CognitoIdentityProviders: [{ ClientId: 1 }] },
      /CognitoIdentityProviders\.0\.ClientId is no string/,
    ],
    ["GetOpenIdToken", { IdentityId: IdentityPoolId }, { IdentityId: "i", Token: null }, /Token is missing/],
  ];
  for (const [name, input, answer, found] of wrong) {
    it(`to ${name} that is not as the table has it is none of the service: ${JSON.stringify(answer)}`, async () => {
      const error = await rejection(call(name, input as never, answer));
      const { code, outcome, attempts, statusCode, retryable } = error;
      assert.deepEqual(
        { code, outcome, attempts, statusCode, retryable },
        { code: "InvalidResponse", outcome: "unknown", attempts: 1, statusCode: 200, retryable: false },
      );
      assert.match(error.message, found);
      assert.equal(server.received.length, 1);
    });
  }

  it("to a page ends the walk", async () => {
    server.respond = () => ({ body: JSON.stringify({ IdentityPoolId, NextToken: "t" }) });
    const walk = async () => {
      for await (const _identity of client.paginate("ListIdentities", { IdentityPoolId, MaxResults: 1 }).items());
    };
    await assert.rejects(walk(), { code: "InvalidResponse", message: /Identities is missing/ });
  });

  it("is given as it is with members that are new, and without optional ones", async () => {
    const answer = { ...pool, IdentityPoolTags: null, New: { a: [1] } };
    assert.deepEqual(await call("DescribeIdentityPool", { IdentityPoolId }, answer), answer);
  });
});

describe("An error", () => {
  let server: BareServer;
  beforeEach(async () => {
    server = await startBareServer();
  });
  afterEach(() => server.close());

  const failing = (options: object = {}) =>
    new CognitoIdentityClient({ region: "eu-west-1", endpoint: server.url, credentials, maxAttempts: 1, ...options })
      .call("DescribeIdentityPool", { IdentityPoolId })
      .then(
        () => assert.fail("the call should have failed"),
        (error: CognitoIdentityError) => error,
      );

  it("shows no more than the beginning of a code and a message from outside", async () => {
    server.respond = () => errorReply("C".repeat(1e6), "m".repeat(1e6));
    const { code, message } = await failing();
    assert.equal(code, "C".repeat(128));
    assert(message.length < 5_000, `${message.length} characters`);
    const handler = { handle: () => Promise.reject(new Error("h".repeat(1e6))) };
    assert((await failing({ requestHandler: handler })).message.length < 5_000);
    const loader = () => Promise.reject(new Error("l".repeat(1e6)));
    assert((await failing({ credentials: loader })).message.length < 5_000);
  });

  it("shows nothing that a terminal obeys, wherever it comes from", async () => {
    const evil = "\u001b[2J\u001b]0;owned\u0007\r\nnext \u202egnp";
    const replies = [
      errorReply("X\u001b[1m", evil),
      { status: 502, body: evil },
      { body: JSON.stringify({ ...pool, IdentityPoolTags: { [evil]: 1 } }) },
    ];
    for (const reply of replies) {
      server.respond = () => reply;
      const { code, message } = await failing();
      assert.doesNotMatch(code + message, /[\p{Cc}\u202e]/u);
    }
    const handler = { handle: () => Promise.reject(new Error(evil)) };
    for (const options of [
      { requestHandler: handler },
      { credentials: () => Promise.reject(new Error(evil)) },
      { region: evil },
      { endpoint: `http://h/${evil}` },
    ]) {
      assert.doesNotMatch((await failing(options)).message, /[\p{Cc}\u202e]/u);
    }
    const client = new CognitoIdentityClient({ region: "eu-west-1", endpoint: server.url, credentials });
    const Logins = { [evil]: "" };
    await assert.rejects(client.call("GetId", { IdentityPoolId, Logins }), ({ message }: Error) => {
      assert.doesNotMatch(message, /[\p{Cc}\u202e]/u);
      return true;
    });
  });
});
