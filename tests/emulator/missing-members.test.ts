import assert from "node:assert/strict";
import type { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import { CognitoIdentityClient, hasCode } from "../../provider/client";
import { failure, openTarget, type Target } from "./support/targets";

const unknownPool = "us-east-1:00000000-0000-4000-8000-000000000000";

describe("a request without AllowUnauthenticatedIdentities", () => {
  let target: Target;
  let aws: CognitoIdentity;

  before(async () => {
    target = await openTarget("in-process");
    aws = target.client();
  });
  after(() => target.close());

  const create = (settings: object) => aws.createIdentityPool({ IdentityPoolName: "x", ...settings } as never);
  const update = (settings: object) => aws.updateIdentityPool({ IdentityPoolName: "x", ...settings } as never);

  it("is answered as on AWS, whose iOS tests send it for a pool that does not exist", async () => {
    for (const more of [{}, { AllowUnauthenticatedIdentities: null }]) {
      const { name, message } = await failure(update({ IdentityPoolId: unknownPool, ...more }));
      assert.deepEqual(
        [name, message],
        ["ResourceNotFoundException", `IdentityPool '${unknownPool}' not found.`],
        JSON.stringify(more),
      );
    }
  });

  it("makes a pool without guests, and takes them from one that has them", async () => {
    const made = await create({});
    assert.equal(made.AllowUnauthenticatedIdentities, false);
    const { IdentityPoolId } = await create({ AllowUnauthenticatedIdentities: true });
    assert.equal((await aws.describeIdentityPool({ IdentityPoolId })).AllowUnauthenticatedIdentities, true);
    assert.equal((await update({ IdentityPoolId })).AllowUnauthenticatedIdentities, false);
    assert.match((await failure(aws.getId({ IdentityPoolId }))).message, /^Unauthenticated access is not supported/);
  });

  it("still needs its other members, and this one in its type", async () => {
    const missing = aws.createIdentityPool({} as never);
    assert.match((await failure(missing)).message, /^2 validation errors detected: Value null at 'identityPoolName'/);
    assert.equal((await failure(create({ AllowUnauthenticatedIdentities: "no" }))).name, "SerializationException");
  });

  it("is refused by this package's client before it is sent", async () => {
    const client = new CognitoIdentityClient({ region: "us-east-1", endpoint: "local::memory:" });
    for (const call of [
      client.call("CreateIdentityPool", { IdentityPoolName: "x" } as never),
      client.call("UpdateIdentityPool", { IdentityPoolId: unknownPool, IdentityPoolName: "x" } as never),
    ]) {
      await assert.rejects(
        call,
        (error: Error) =>
          hasCode(error, "ValidationException") && error.message.includes("AllowUnauthenticatedIdentities is required"),
      );
    }
    client.destroy();
  });
});
