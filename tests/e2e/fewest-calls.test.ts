import assert from "node:assert/strict";
import { PluginStack } from "../plugin/support/plugin-stack";
import { type RecordedService, recordService } from "../support/recorder";
import { type Declaration, type Stack, TestStack } from "../support/stack";

const pool = (args: Record<string, unknown> = {}) => ({
  kind: "IdentityPool",
  args: { developerProviderName: "login.example.com", allowUnauthenticatedIdentities: true, ...args },
});
const inPool = (kind: string, args: Record<string, unknown>) => ({
  kind,
  args: { identityPoolId: { $ref: "users.id" }, ...args },
});
const link = (developerUserIdentifier: string) => inPool("DeveloperIdentityLink", { developerUserIdentifier });

const first: Declaration = {
  users: pool(),
  second: pool(),
  third: pool({ tags: { team: "web" } }),
  alice: link("alice"),
  bob: link("bob"),
  kiosk: inPool("Identity", {}),
};
const { bob: _unlinked, third: _deleted, ...others } = first;
const second: Declaration = { ...others, second: pool({ allowClassicFlow: true }) };

const counted = (calls: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const name of calls) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

const shells: Record<string, (url: string) => Promise<Stack>> = {
  "dynamic resources": (url) => TestStack.create(first, { endpoint: url, url }),
  "the plugin": (url) => PluginStack.create(first, { url }),
};

for (const [shell, createStack] of Object.entries(shells)) {
  describe(`the calls of an update by ${shell} on the real engine`, () => {
    let service: RecordedService;
    let stack: Stack;
    before(async () => {
      service = await recordService();
      stack = await createStack(service.url);
    });
    after(async () => {
      await stack?.dispose();
      await service?.close();
    });

    const callsOf = async (work: () => Promise<unknown>) => {
      service.clear();
      await work();
      return counted(service.calls);
    };

    it("are one for each object that is made, and one listing by which lost pools are found", async () => {
      assert.deepEqual(await callsOf(() => stack.workspace.up()), {
        ListIdentityPools: 1,
        CreateIdentityPool: 3,
        GetOpenIdTokenForDeveloperIdentity: 2,
        GetId: 1,
      });
    });

    it("are none where nothing changes", async () => {
      assert.deepEqual(await callsOf(() => stack.workspace.up()), {});
    });

    it("are one for each object in a refresh", async () => {
      assert.deepEqual(await callsOf(() => stack.workspace.refresh()), {
        DescribeIdentityPool: 3,
        LookupDeveloperIdentity: 2,
        DescribeIdentity: 1,
      });
    });

    it("are one for what is deleted; a pool is read before it is written, and its identities before it is deleted", async () => {
      stack.declare(second);
      assert.deepEqual(await callsOf(() => stack.workspace.up()), {
        DescribeIdentityPool: 1,
        UpdateIdentityPool: 1,
        UnlinkDeveloperIdentity: 1,
        ListIdentities: 1,
        DeleteIdentityPool: 1,
      });
    });
  });
}
