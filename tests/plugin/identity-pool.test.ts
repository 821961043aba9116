import assert from "node:assert/strict";
import {
  CreateIdentityPoolCommand,
  DescribeIdentityPoolCommand,
  UpdateIdentityPoolCommand,
} from "@aws-sdk/client-cognito-identity";
import { isUnchanged } from "../support/engine";
import { type RecordedService, recordService, writes } from "../support/recorder";
import { PluginStack } from "./support/plugin-stack";

const settings = {
  developerProviderName: "login.example.com",
  supportedLoginProviders: { "graph.facebook.com": "7346241598935555" },
  openidConnectProviderArns: [
    "arn:aws:iam::123456789012:oidc-provider/one.example.org",
    "arn:aws:iam::123456789012:oidc-provider/two.example.org",
  ],
};

describe("an identity pool by the plugin on the real engine", () => {
  let service: RecordedService;
  let stack: PluginStack;
  const declare = (args: Record<string, unknown>, opts?: Record<string, unknown>) =>
    stack.declare({ pool: { kind: "IdentityPool", args, opts } }, { id: "pool.id", name: "pool.identityPoolName" });
  const describePool = (IdentityPoolId: string) => stack.aws.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));

  before(async () => {
    service = await recordService();
    stack = await PluginStack.create({}, { url: service.url });
    declare(settings);
  });
  after(async () => {
    await stack.dispose();
    await service.close();
  });

  it("previews the name that the update gives it, and writes nothing", async () => {
    const preview = await stack.workspace.preview();
    const previewed = preview.steps.find(({ name }) => name === "pool")?.new?.outputs ?? {};
    assert.match(String(previewed.identityPoolName), /^pool-[0-9a-f]{7}$/);
    assert.deepEqual(previewed.tagsAll, {});
    assert.deepEqual(writes(service.calls), []);

    const run = await stack.workspace.up();
    assert.equal(run.code, 0, run.stdout);
    const { id, name } = await stack.workspace.outputs();
    assert.equal((await describePool(id)).IdentityPoolName, name);
    service.clear();
    const again = await stack.workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
    assert.deepEqual(writes(service.calls), []);
  });

  it("shows a change by its place inside the properties, and keeps the outputs known", async () => {
    const { id } = await stack.workspace.outputs();
    declare({
      ...settings,
      supportedLoginProviders: { "graph.facebook.com": "999", "accounts.google.com": "1.example" },
      openidConnectProviderArns: [settings.openidConnectProviderArns[1]],
      tags: { team: "web" },
    });
    const preview = await stack.workspace.preview();
    const [step] = preview.steps.filter(({ name }) => name === "pool");
    assert.equal(step?.op, "update");
    const kinds = Object.entries(step?.detailedDiff ?? {}).map(([path, { diffKind }]) => `${diffKind} ${path}`);
    assert.deepEqual(kinds.sort(), [
      'add supportedLoginProviders["accounts.google.com"]',
      "add tags",
      "delete openidConnectProviderArns[0]",
      'update supportedLoginProviders["graph.facebook.com"]',
    ]);
    assert.equal(step?.new?.outputs?.identityPoolId, id);
    await stack.workspace.up();
    assert.deepEqual((await describePool(id)).SupportedLoginProviders, {
      "graph.facebook.com": "999",
      "accounts.google.com": "1.example",
    });
  });

  it("does not take the order of a set for a change", async () => {
    declare({ ...settings, openidConnectProviderArns: [...settings.openidConnectProviderArns] });
    await stack.workspace.up();
    declare({ ...settings, openidConnectProviderArns: [...settings.openidConnectProviderArns].reverse() });
    const run = await stack.workspace.up();
    assert.ok(isUnchanged(run), run.stdout);
  });

  it("shows what was changed behind its back, and sets it back", async () => {
    const { id } = await stack.workspace.outputs();
    const { $metadata, ...pool } = await describePool(id);
    const drifted = { ...pool, AllowUnauthenticatedIdentities: true } as never;
    await stack.aws.send(new UpdateIdentityPoolCommand(drifted));
    const refresh = await stack.workspace.refresh();
    assert.equal(refresh.changes.update, 1, refresh.stdout);
    const run = await stack.workspace.up();
    assert.deepEqual(
      run.steps.map(({ op }) => op),
      ["update"],
    );
    assert.equal((await describePool(id)).AllowUnauthenticatedIdentities, false);
  });

  it("replaces it for another developer provider", async () => {
    const { id } = await stack.workspace.outputs();
    declare({ ...settings, developerProviderName: "other.example.com" });
    const preview = await stack.workspace.preview();
    const step = preview.steps.find(({ name, op }) => name === "pool" && op === "create-replacement");
    assert.deepEqual(step?.keys, ["developerProviderName"]);
    assert.equal(step?.detailedDiff.developerProviderName?.diffKind, "update-replace");
    await stack.workspace.up();
    assert.notEqual((await stack.workspace.outputs()).id, id);
    await assert.rejects(describePool(id), /not found/);
  });

  it("takes over one that exists, by the option import, and looks one up without managing it", async () => {
    const made = await stack.aws.send(
      new CreateIdentityPoolCommand({ IdentityPoolName: "made by hand", AllowUnauthenticatedIdentities: true }),
    );
    const args = { identityPoolName: "made by hand", allowUnauthenticatedIdentities: true };
    const imported = { import: made.IdentityPoolId as string };
    stack.declare(
      {
        pool: { kind: "IdentityPool", args: settings },
        taken: { kind: "IdentityPool", args, opts: imported },
        seen: { kind: "IdentityPool", get: made.IdentityPoolId as string },
      },
      { arn: "taken.arn", seen: "seen.identityPoolName" },
    );
    const run = await stack.workspace.up();
    assert.deepEqual(
      run.steps.filter(({ name }) => name === "taken").map(({ op }) => op),
      ["import"],
    );
    const { arn, seen } = await stack.workspace.outputs();
    assert.ok(arn.endsWith(`:identitypool/${made.IdentityPoolId}`), arn);
    assert.equal(seen, "made by hand");
    const again = await stack.workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
  });

  it("says so where there is nothing to look up, and where an id has not the form of its kind", async () => {
    const missing = "eu-central-1:00000000-0000-4000-8000-000000000000";
    stack.declare({ seen: { kind: "IdentityPool", get: missing } });
    const absent = await stack.workspace.preview([], { mayFail: true });
    assert.match(absent.stdout, new RegExp(`resource '${missing}' does not exist`));
    stack.declare({ seen: { kind: "Identity", get: missing } });
    const malformed = await stack.workspace.preview([], { mayFail: true });
    assert.match(malformed.stdout, /The id of an Identity is identityPoolId\/identityId, not/);
  });

  it("destroys what it made", async () => {
    await stack.workspace.destroy();
    const { deployment } = await stack.workspace.exportState();
    assert.deepEqual(deployment.resources ?? [], []);
  });
});
