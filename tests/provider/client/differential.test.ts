import assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-cognito-identity";
import fc from "fast-check";
import { CognitoIdentityClient } from "../../../provider/client";
import { Signer } from "../../../provider/client/transport/sign";
import { type OperationName, operationNames, operations } from "../../../provider/model/operations";
import { inputs, wireValues } from "./support/arbitraries";
import { type BareServer, errorReply, type Received, type Reply, startBareServer } from "./support/bare-server";

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret-key", sessionToken: "session-token" };
const signer = new Signer({ region: "eu-west-1", credentials });
const seed = 20140630;
const runs = 200;

type SdkCommand = new (input: never) => Parameters<sdk.CognitoIdentityClient["send"]>[0];
const commandOf = (name: OperationName) =>
  (sdk as unknown as Record<string, SdkCommand>)[`${name}Command`] as SdkCommand;

/** Headers that the service reads; the others only describe the sender. */
const headersThatMatter = [
  "host",
  "content-type",
  "content-length",
  "x-amz-target",
  "x-amz-security-token",
  "x-amz-content-sha256",
];

/** Signs a request of the SDK with this client's signer: the same headers, at the same time. */
function signAgain({ method = "", path = "", headers, body }: Received): Record<string, string> {
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? "")?.[1]?.split(";") ?? [];
  const date = headers["x-amz-date"] as string;
  const time = new Date(date.replace(/(....)(..)(..)T(..)(..)(..)Z/, "$1-$2-$3T$4:$5:$6Z"));
  const signed = signer.sign(
    {
      method,
      path,
      protocol: "http:",
      hostname: "h",
      query: {},
      headers: Object.fromEntries(names.map((name) => [name, headers[name] as string])),
      body,
    },
    time,
  );
  return (signed as { headers: Record<string, string> }).headers;
}

describe("The client and @aws-sdk/client-cognito-identity", () => {
  let server: BareServer;
  let ours: CognitoIdentityClient;
  let theirs: sdk.CognitoIdentityClient;

  before(async () => {
    // The first signature of a day has to wait for its key.
    const blank = { protocol: "http:", hostname: "h", method: "POST", path: "/", query: {}, headers: {} };
    await signer.sign(blank, new Date());
    server = await startBareServer();
    const options = { region: "eu-west-1", endpoint: `${server.url}/some/prefix`, credentials, maxAttempts: 1 };
    ours = new CognitoIdentityClient(options);
    theirs = new sdk.CognitoIdentityClient(options);
  });

  after(async () => {
    ours.destroy();
    theirs.destroy();
    await server.close();
  });

  for (const name of operationNames) {
    const operation = operations[name];

    it(`${name}: send the same request and read the same answer`, async () => {
      const answers = "empty" in operation ? fc.constant(undefined) : wireValues(operation.output);
      const samples = fc.sample(fc.tuple(inputs(name), answers), { numRuns: runs, seed });
      for (const [input, output] of samples) {
        server.received.length = 0;
        server.respond = () => ({ body: output === undefined ? "" : JSON.stringify(output) });
        const [mine, other] = await Promise.all([
          ours.call(name, input),
          theirs.send(new (commandOf(name))(input as never)),
        ]);
        const { $metadata, ...result } = other as object & { $metadata: unknown };
        assert.deepEqual(mine, result);
        const [a, b] = server.received;
        assert(a && b);
        assert.deepEqual(JSON.parse(a.body), JSON.parse(b.body));
        assert.deepEqual([a.method, a.path], [b.method, b.path]);
        const isSameText = a.body === b.body;
        for (const header of headersThatMatter) {
          if (!isSameText && /length|sha256/.test(header)) continue;
          assert.equal(a.headers[header], b.headers[header], header);
        }
        assert.equal(a.headers.authorization !== undefined, operation.signed);
        assert.equal(b.headers.authorization !== undefined, operation.signed);
        if (operation.signed) assert.equal(signAgain(b).authorization, b.headers.authorization);
      }
    });
  }

  const errorReplies: Record<string, Reply> = {
    "the bare type": errorReply("ResourceNotFoundException"),
    "a namespace": errorReply("com.amazonaws.cognito.identity.model#ResourceNotFoundException"),
    "a URI suffix": errorReply("ResourceNotFoundException:http://internal.amazon.com/coral/com.amazon.coral.service/"),
    both: errorReply("aws.cognito#ResourceNotFoundException:http://internal.amazon.com/"),
    "a header only": {
      status: 400,
      headers: { "x-amzn-errortype": "ResourceNotFoundException:" },
      body: '{"message":"m"}',
    },
    "a header with a namespace": {
      status: 400,
      headers: { "x-amzn-errortype": "ns#ResourceNotFoundException" },
      body: "{}",
    },
    "a code member": { status: 400, body: '{"code":"ResourceNotFoundException","message":"m"}' },
    "header and body that differ": errorReply("TooManyRequestsException", "m", 400, {
      "x-amzn-errortype": "ResourceNotFoundException:",
    }),
    "a capital Message": { status: 400, body: '{"__type":"AccessDeniedException","Message":"M"}' },
    "an unknown code": errorReply("BrandNewException"),
    "status 500": errorReply("InternalErrorException", "m", 500),
    "status 403": errorReply("ExpiredTokenException", "m", 403),
  };
  for (const code of new Set(operationNames.flatMap((name) => operations[name].errors))) {
    errorReplies[`the modelled ${code}`] = errorReply(code);
  }

  for (const [title, reply] of Object.entries(errorReplies)) {
    it(`read the same code from an error with ${title}`, async () => {
      server.respond = () => reply;
      const input = { IdentityPoolId: "eu-west-1:1" };
      const [mine, other] = await Promise.all([
        ours.call("DescribeIdentityPool", input).catch((error) => error),
        theirs.send(new sdk.DescribeIdentityPoolCommand(input)).catch((error) => error),
      ]);
      assert.equal(mine.code, other.name);
      assert.equal(mine.statusCode, other.$metadata.httpStatusCode);
      assert.equal(mine.requestId, other.$metadata.requestId);
      // Where the answer has no message, the SDK makes one up.
      const told = other.message === "UnknownError" ? "" : other.message;
      assert(mine.message.includes(told), `${mine.message} does not say ${told}`);
    });
  }
});
