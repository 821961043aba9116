import assert from "node:assert/strict";
import { CognitoIdentityError } from "../../../provider/model/errors";
import type { OperationName } from "../../../provider/model/operations";
import { createPool, createTestContext, type TestContext } from "../../support/lifecycle-context";
import { lifecycles } from "../../support/lifecycles";

const roles = { authenticated: "arn:aws:iam::000000000000:role/users" };
const token = { type: "Token", ambiguousRoleResolution: "Deny" };

/** A context in which the first answers of an operation are lost, before or after the service carried it out. */
function losing(operation: OperationName, fates: ("before" | "after")[]): TestContext {
  const left = [...fates];
  const context: TestContext = createTestContext(async (name, input) => {
    const fate = name === operation ? left.shift() : undefined;
    if (fate === "after") await context.service.call(operation, input as never);
    if (fate) throw new CognitoIdentityError({ code: "ConnectionError", message: "broken", outcome: "unknown" });
  });
  return context;
}

describe("an answer that was lost", () => {
  for (const fates of [["before"], ["after"], ["before", "after"], ["before", "before"]] as const) {
    it(`leaves the roles and mappings as they should be (${fates})`, async () => {
      const context = losing("SetIdentityPoolRoles", [...fates]);
      const identityPoolId = await createPool(context);
      const mapping = { identityPoolId, identityProvider: "accounts.google.com", ...token };
      await lifecycles.identityPoolRoleAttachment.create(context, { identityPoolId, roles });
      const { id, state } = await lifecycles.identityPoolRoleMapping.create(context, mapping);
      const { Roles, RoleMappings = {} } = await context.service.call("GetIdentityPoolRoles", {
        IdentityPoolId: identityPoolId,
      });
      assert.deepEqual([Roles, Object.keys(RoleMappings)], [roles, ["accounts.google.com"]]);
      await lifecycles.identityPoolRoleMapping.delete(createTestContext(undefined, context), id, state);
    });
  }

  it("is an error where it is lost again and again, and the next update goes on", async () => {
    const context = losing("SetIdentityPoolRoles", ["before", "before", "before"]);
    const identityPoolId = await createPool(context);
    const create = () => lifecycles.identityPoolRoleAttachment.create(context, { identityPoolId, roles });
    await assert.rejects(create(), { code: "ConnectionError" });
    assert.equal(context.calls.filter((name) => name === "SetIdentityPoolRoles").length, 3);
    await create();
  });

  it("is read back where a map of tags was written, and is an error where it was not", async () => {
    for (const fate of ["before", "after"] as const) {
      const context = losing("SetPrincipalTagAttributeMap", [fate]);
      const identityPoolId = await createPool(context);
      const map = { identityPoolId, identityProviderName: "accounts.google.com", principalTags: { email: "email" } };
      const { inputs } = await lifecycles.identityPoolProviderPrincipalTag.check(context, {}, map);
      const created = lifecycles.identityPoolProviderPrincipalTag.create(context, inputs);
      if (fate === "before") await assert.rejects(created, { code: "ConnectionError" });
      else assert.deepEqual((await created).state.principalTags, map.principalTags);
    }
  });

  it("says of a guest that no one can tell which identity is its", async () => {
    const context = losing("GetId", ["after"]);
    const identityPoolId = await createPool(context);
    await assert.rejects(lifecycles.identity.create(context, { identityPoolId }), {
      code: "ConnectionError",
      outcome: "unknown",
      message: new RegExp(`An identity may have been made in pool ${identityPoolId} that nothing will use: a guest's`),
    });
  });
});
