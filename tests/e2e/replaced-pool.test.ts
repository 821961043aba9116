import assert from "node:assert/strict";
import { PluginStack } from "../plugin/support/plugin-stack";
import { type Declaration, TestStack } from "../support/stack";

const google = "accounts.google.com";
const settings = { developerProviderName: "login.example.com" };

/** Pools, and one of each kind that lives in a pool, in the one of this name. */
function declaration(pools: Readonly<Record<string, object>>, home: string): Declaration {
  const place = { identityPoolId: { $ref: `${home}.id` } };
  const common = {
    allowUnauthenticatedIdentities: true,
    supportedLoginProviders: { [google]: "1.apps.googleusercontent.com" },
  };
  const declared = Object.entries(pools).map(([name, more]) => [
    name,
    { kind: "IdentityPool", args: { ...common, ...more } },
  ]);
  const roles = { authenticated: "arn:aws:iam::000000000000:role/users" };
  const tags = { identityProviderName: google, principalTags: { user: "sub" } };
  return {
    ...Object.fromEntries(declared),
    link: { kind: "DeveloperIdentityLink", args: { ...place, developerUserIdentifier: "alice" } },
    links: { kind: "DeveloperIdentityLinks", args: { ...place, users: ["bob"] } },
    guest: { kind: "Identity", args: place },
    roles: { kind: "IdentityPoolRoleAttachment", args: { ...place, roles } },
    tags: { kind: "IdentityPoolProviderPrincipalTag", args: { ...place, ...tags } },
  };
}

/** The changes that a preview shows, by resource, with the ids of pools left out. */
function changesIn(diff: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  let name = "";
  for (const line of diff.split("\n")) {
    name = /\[urn=.*::(.*)\]$/.exec(line)?.[1] ?? name;
    const change = /^ +([-+~] \w+) *: (.*)$/.exec(line);
    const shown = change && `${change[1]}: ${change[2]?.replace(/"[\w-]+:[0-9a-f-]{36}"/, "ID")}`;
    if (shown) found[name] = [...(found[name] ?? []), shown];
  }
  return found;
}

for (const [shell, create] of [
  ["dynamic resources", (declared: Declaration) => TestStack.create(declared)],
  ["the plugin", (declared: Declaration) => PluginStack.create(declared)],
] as const) {
  describe(`a preview by ${shell} on the real engine`, () => {
    let stack: Awaited<ReturnType<typeof create>>;
    before(async () => {
      stack = await create(declaration({ pool: settings }, "pool"));
      await stack.workspace.up();
    });
    after(() => stack?.dispose());

    const preview = async (declared: Declaration) => {
      stack.declare(declared);
      return changesIn((await stack.workspace.preview(["--diff"])).stdout);
    };
    const unknownId = "~ identityPoolId: ID => [unknown]";
    const all = (changes: readonly string[], ofLinks = changes) => ({
      link: ofLinks,
      links: ofLinks,
      guest: changes,
      roles: changes,
      tags: changes,
    });

    it("shows of what lives in a replaced pool what changes, and nothing else", async () => {
      const developerProvider = '~ developerProviderName: "login.example.com" => "other.example.com"';
      assert.deepEqual(await preview(declaration({ pool: { developerProviderName: "other.example.com" } }, "pool")), {
        pool: [developerProvider],
        ...all([unknownId], [developerProvider, unknownId]),
      });
    });

    it("shows the region to which a pool moves on all that lives in it", async () => {
      const region = '~ region: "eu-central-1" => "eu-west-1"';
      assert.deepEqual(await preview(declaration({ pool: { ...settings, region: "eu-west-1" } }, "pool")), {
        pool: [region],
        ...all([unknownId, region]),
      });
    });

    it("shows as unknown what follows from a pool that is new", async () => {
      const region = '~ region: "eu-central-1" => [unknown]';
      const developerProvider = '~ developerProviderName: "login.example.com" => [unknown]';
      const found = await preview(declaration({ pool: settings, next: settings }, "next"));
      assert.deepEqual(
        { ...found, next: undefined },
        { next: undefined, ...all([unknownId, region], [developerProvider, unknownId, region]) },
      );
    });
  });
}
