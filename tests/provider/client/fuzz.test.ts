import assert from "node:assert/strict";
import fc from "fast-check";
import { CognitoIdentityClient, CognitoIdentityError } from "../../../provider/client";
import type { HttpHandler } from "../../../provider/client/transport/transport";
import { operationNames, operations } from "../../../provider/model/operations";
import { violations } from "../../../provider/model/validate";
import { inputs } from "./support/arbitraries";

const seed = 20140630;
const credentials = { accessKeyId: "a", secretAccessKey: "b" };

/** A client over a handler in this process. */
const clientOn = (handle: HttpHandler["handle"], validate = true) =>
  new CognitoIdentityClient({
    region: "eu-west-1",
    endpoint: "http://in-process",
    credentials,
    maxAttempts: 1,
    validate,
    requestHandler: { handle },
  });
type Loose = { call(name: string, input: unknown): Promise<unknown> };
const anything = () => fc.anything({ withDate: true, withBigInt: true, withNullPrototype: true, withMap: true });

describe("Anything that comes in", () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  before(() => process.on("unhandledRejection", note));
  after(async () => {
    await new Promise(setImmediate);
    process.off("unhandledRejection", note);
    assert.deepEqual(unhandled, []);
  });

  for (const validate of [true, false]) {
    it(`as an input ends in an answer or a CognitoIdentityError, with checks ${validate ? "on" : "off"}`, async () => {
      let response: unknown;
      const client = clientOn(async () => ({ response }) as never, validate);
      const answers = fc.constantFrom(
        { statusCode: 200, headers: {}, body: "{}" },
        { statusCode: 400, headers: {}, body: '{"__type":"ResourceNotFoundException","message":"m"}' },
        { statusCode: 500, headers: {}, body: "<html>" },
      );
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...operationNames), anything(), answers, async (name, input, answer) => {
          response = answer;
          await onlyOurErrors((client as unknown as Loose).call(name, input));
        }),
        { numRuns: 500, seed },
      );
    });
  }

  it("as an answer ends in an output or a CognitoIdentityError", async () => {
    let response: unknown;
    const client = clientOn(async () => ({ response }) as never, false);
    const bodies = fc.oneof(
      fc.string(),
      fc.uint8Array(),
      fc.json(),
      anything().map((value) => JSON.stringify({ __type: value, message: value, code: value }, safe) ?? ""),
      fc
        .dictionary(fc.constantFrom("Identities", "NextToken", "CreationDate", "Credentials"), fc.jsonValue())
        .map((value) => JSON.stringify(value)),
    );
    const headers = fc.dictionary(
      fc.constantFrom("x-amzn-errortype", "date", "retry-after", "x-amzn-requestid"),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("DescribeIdentity", "ListIdentities", "GetCredentialsForIdentity", "DeleteIdentityPool"),
        fc.constantFrom(200, 204, 301, 400, 403, 429, 500, 503),
        headers,
        bodies,
        async (name, statusCode, answerHeaders, body) => {
          response = { statusCode, headers: answerHeaders, body };
          await onlyOurErrors((client as unknown as Loose).call(name, {}));
        },
      ),
      { numRuns: 500, seed },
    );
  });

  it("in the place of one member breaks what the table says, or passes", () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(...operationNames)
          .chain((name) =>
            fc.tuple(
              fc.constant(name),
              inputs(name),
              fc.constantFrom("", ...Object.keys(operations[name].input.members)),
              anything(),
            ),
          ),
        ([name, input, member, value]) => {
          const found = violations(operations[name].input, { ...input, [member]: value });
          for (const { path } of found) assert.equal(path[0], member, "the other members are valid");
        },
      ),
      { numRuns: 300, seed },
    );
  });

  async function onlyOurErrors(call: Promise<unknown>): Promise<void> {
    const outcome = await call.catch((error) => error);
    if (outcome instanceof Error) {
      assert(outcome instanceof CognitoIdentityError, String(outcome.stack));
      assert(outcome.code && outcome.message && typeof outcome.message === "string");
    }
  }

  const safe = (_key: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
});
