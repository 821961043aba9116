import assert from "node:assert/strict";
import { isUnchanged } from "../support/engine";
import { PluginStack } from "./support/plugin-stack";

const secret = { $secret: "canary-in-a-tag" };
const declaration = {
  own: {
    kind: "IdentityPool",
    args: { developerProviderName: "login.example.com", tags: { owner: secret, team: "web" } },
  },
  provider: {
    kind: "Provider",
    args: { region: "eu-west-1", endpoint: "local:cognito.db", defaultTags: { $secret: { made: "canary-in-a-tag" } } },
  },
  abroad: { kind: "IdentityPool", args: { tags: { team: "web" } }, opts: { provider: { $ref: "provider" } } },
  plain: { kind: "IdentityPool", args: { tags: { team: "web" } } },
};
const outputs = {
  ownTagsAll: "own.tagsAll",
  abroadTags: "abroad.tags",
  abroadTagsAll: "abroad.tagsAll",
  plainTagsAll: "plain.tagsAll",
  found: "found.identityPoolName",
};

describe("secrets of a program in YAML on the real engine with the plugin", () => {
  let stack: PluginStack;
  const more = {
    variables: {
      found: {
        "fn::invoke": {
          function: "cognito-identity:getIdentityPool",
          arguments: { identityPoolId: { $secret: { $ref: "own.identityPoolId" } } },
        },
      },
    },
  };
  before(async () => {
    stack = await PluginStack.create({});
    stack.declare(declaration, outputs, more);
  });
  after(() => stack?.dispose());

  const assertSecret = async () => {
    assert.deepEqual(await stack.workspace.outputs(), {
      ownTagsAll: "[secret]",
      abroadTags: { team: "web" },
      abroadTagsAll: "[secret]",
      plainTagsAll: { team: "web" },
      found: "[secret]",
    });
    const { stdout: state } = await stack.workspace.pulumi(["stack", "export"]);
    assert.ok(!state.includes("canary-in-a-tag"), "the state has the tag in plain text");
  };

  it("stay so in what is made of them, and in what is found by them, and show no change", async () => {
    await stack.workspace.up();
    await assertSecret();
    const preview = await stack.workspace.preview();
    assert.ok(isUnchanged(preview), preview.stdout);
  });

  it("stay so after a refresh and an update, but for what is none any more", async () => {
    await stack.workspace.refresh();
    await assertSecret();
    const own = { kind: "IdentityPool", args: { ...declaration.own.args, tags: { owner: secret, team: "app" } } };
    stack.declare({ ...declaration, own }, outputs, more);
    await stack.workspace.up();
    await assertSecret();
    const open = { kind: "IdentityPool", args: { ...declaration.own.args, tags: { team: "app" } } };
    stack.declare({ ...declaration, own: open }, outputs, more);
    await stack.workspace.up();
    assert.deepEqual((await stack.workspace.outputs()).ownTagsAll, { team: "app" });
  });
});
