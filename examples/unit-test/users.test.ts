// npm install --save-dev mocha @types/mocha ts-node
// npx mocha --require ts-node/register users.test.ts
import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

const poolId = "eu-central-1:00000000-0000-4000-8000-000000000001";

const promiseOf = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));

describe("the users of a stack", () => {
  before(() =>
    pulumi.runtime.setMocks(
      {
        // What resources are made of, instead of the engine.
        newResource: ({ type, name, inputs }) => ({
          id: type.endsWith(":IdentityPool") ? poolId : `${inputs.identityPoolId}/${name}`,
          state: inputs,
        }),
        // What functions answer, instead of the service.
        call: ({ token, inputs }) =>
          token === "cognito-identity:index:getIdentityPool" ? { ...inputs, identityPoolId: "the-company" } : inputs,
      },
      "shop",
      "production",
    ),
  );

  it("are in a pool that is protected in production and knows where it belongs", async () => {
    const { createUsers } = await import("./users");
    const { pool } = createUsers([]);
    assert.equal(await promiseOf(pool.deletionProtection), true);
    assert.deepEqual(await promiseOf(pool.tags), { parent: "the-company" });
  });

  it("have a link for each administrator", async () => {
    const { createUsers } = await import("./users");
    const { links } = createUsers(["alice", "bob"]);
    const ids = await Promise.all(links.map((link) => promiseOf(link.id)));
    assert.deepEqual(ids, [`${poolId}/alice`, `${poolId}/bob`]);
  });
});
