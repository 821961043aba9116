import assert from "node:assert/strict";
import { createPool, createTestContext } from "../../support/lifecycle-context";
import { lifecycles } from "../../support/lifecycles";

const { identity } = lifecycles;

describe("an identity that was imported", () => {
  const region = "eu-central-1";
  const facebook = { "graph.facebook.com": "token" };

  it("is not replaced for logins that it has, whose tokens the service keeps to itself", async () => {
    const context = createTestContext();
    const supportedLoginProviders = {
      "graph.facebook.com": "7346241598935552",
      "www.amazon.com": "amzn1.application.a",
    };
    const identityPoolId = await createPool(context, { SupportedLoginProviders: supportedLoginProviders });
    const { id } = await identity.create(context, { identityPoolId, logins: facebook });
    const imported = (await identity.read(context, id, {}))?.state ?? {};
    assert.equal(imported.logins, undefined);
    assert.deepEqual(await identity.diff(context, id, imported, { identityPoolId, logins: facebook, region }), []);
    const replaced = [{ property: "logins", kind: "update", replaces: true }];
    const amazon = { identityPoolId, region, logins: { "www.amazon.com": "token" } };
    assert.deepEqual(await identity.diff(context, id, imported, amazon), replaced);
    const guest = await identity.create(context, { identityPoolId });
    assert.deepEqual(
      await identity.diff(context, guest.id, guest.state, { identityPoolId, logins: facebook, region }),
      replaced,
    );
  });
});
