import assert from "node:assert/strict";
import {
  DeleteIdentityPoolCommand,
  DescribeIdentityPoolCommand,
  GetIdCommand,
  ListIdentityPoolsCommand,
  UpdateIdentityPoolCommand,
} from "@aws-sdk/client-cognito-identity";
import { creationTag } from "../../provider/model/creation-tag";
import { isUnchanged, type Run } from "../support/engine";
import { type RecordedService, recordService, writes } from "../support/recorder";
import { TestStack } from "../support/stack";

const userPool = {
  clientId: "abc123",
  providerName: "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc",
  serverSideTokenCheck: false,
};

const everything = {
  identityPoolName: "Every setting",
  allowUnauthenticatedIdentities: true,
  allowClassicFlow: false,
  developerProviderName: "login.example.com",
  supportedLoginProviders: { "accounts.google.com": "1.apps.googleusercontent.com" },
  openidConnectProviderArns: ["arn:aws:iam::123456789012:oidc-provider/login.example.org"],
  samlProviderArns: ["arn:aws:iam::123456789012:saml-provider/example"],
  cognitoIdentityProviders: [userPool],
  tags: { team: "web" },
};

/** Each change alone; the rest must stay as it is. */
const changes: Record<string, unknown> = {
  // First, so that nothing else is set back with it.
  tags: { team: "web", stage: "test" },
  identityPoolName: "Renamed",
  allowUnauthenticatedIdentities: false,
  allowClassicFlow: true,
  supportedLoginProviders: { "graph.facebook.com": "12345" },
  openidConnectProviderArns: [
    "arn:aws:iam::123456789012:oidc-provider/login.example.org",
    "arn:aws:iam::123456789012:oidc-provider/two.example.org",
  ],
  samlProviderArns: ["arn:aws:iam::123456789012:saml-provider/other"],
  cognitoIdentityProviders: [{ ...userPool, serverSideTokenCheck: true }],
};

const onWire = (id: string, args: typeof everything) => ({
  IdentityPoolId: id,
  IdentityPoolName: args.identityPoolName,
  AllowUnauthenticatedIdentities: args.allowUnauthenticatedIdentities,
  AllowClassicFlow: args.allowClassicFlow,
  DeveloperProviderName: args.developerProviderName,
  SupportedLoginProviders: args.supportedLoginProviders,
  OpenIdConnectProviderARNs: args.openidConnectProviderArns,
  SamlProviderARNs: args.samlProviderArns,
  CognitoIdentityProviders: args.cognitoIdentityProviders.map((provider) => ({
    ClientId: provider.clientId,
    ProviderName: provider.providerName,
    ServerSideTokenCheck: provider.serverSideTokenCheck,
  })),
  IdentityPoolTags: args.tags,
});

const ops = (run: Run) => run.steps.map(({ op, name }) => `${op} ${name}`);

describe("an identity pool on the real engine", () => {
  let service: RecordedService;
  let stack: TestStack;
  const declare = (args: Record<string, unknown>) =>
    stack.declare({ pool: { kind: "IdentityPool", args } }, { id: "pool.id", arn: "pool.arn" });
  const describePool = async (id: string) => {
    const { $metadata, ...pool } = await stack.aws.send(new DescribeIdentityPoolCommand({ IdentityPoolId: id }));
    const { [creationTag]: mark, ...IdentityPoolTags } = pool.IdentityPoolTags ?? {};
    assert.match(mark ?? "", /^[0-9a-f]{32}$/);
    return { ...pool, IdentityPoolTags };
  };
  const poolId = async () => (await stack.workspace.outputs()).id as string;

  before(async () => {
    service = await recordService();
    stack = await TestStack.create({}, { endpoint: service.url, url: service.url });
    declare(everything);
  });

  after(async () => {
    await stack.dispose();
    await service.close();
  });

  it("previews without writing, creates, and then finds everything unchanged without writing", async () => {
    const preview = await stack.workspace.preview();
    assert.equal(preview.changes.create, 2);
    assert.deepEqual(writes(service.calls), []);

    await stack.workspace.up();
    assert.deepEqual(writes(service.calls), ["CreateIdentityPool"]);
    const id = await poolId();
    assert.deepEqual(await describePool(id), onWire(id, everything));

    service.clear();
    const again = await stack.workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
    assert.deepEqual(writes(service.calls), []);
  });

  for (const [name, value] of Object.entries(changes)) {
    it(`changes ${name} in place, and nothing else`, async () => {
      const id = await poolId();
      declare({ ...everything, [name]: value });
      service.clear();
      const run = await stack.workspace.up();
      assert.deepEqual(ops(run), ["update pool"]);
      const own = name === "tags" ? "TagResource" : "UpdateIdentityPool";
      assert.ok(service.calls.includes(own), service.calls.join());
      if (name === "tags") assert.deepEqual(writes(service.calls), [own]);
      assert.equal(await poolId(), id);
      assert.deepEqual(await describePool(id), onWire(id, { ...everything, [name]: value }));
    });
  }

  it("clears each list, alone and together", async () => {
    const id = await poolId();
    const members: Record<string, string> = {
      supportedLoginProviders: "SupportedLoginProviders",
      samlProviderArns: "SamlProviderARNs",
      openidConnectProviderArns: "OpenIdConnectProviderARNs",
      cognitoIdentityProviders: "CognitoIdentityProviders",
      // Unset is neither false nor true.
      allowClassicFlow: "AllowClassicFlow",
    };
    for (const cleared of [["supportedLoginProviders"], Object.keys(members).slice(1)]) {
      declare(Object.fromEntries(Object.entries(everything).filter(([name]) => !cleared.includes(name))));
      await stack.workspace.up();
      const expected = onWire(id, everything) as Record<string, unknown>;
      for (const name of cleared) delete expected[members[name] as string];
      assert.deepEqual(await describePool(id), expected);
    }
  });

  it("takes no notice of the order of a list", async () => {
    const arns = ["arn:aws:iam::123456789012:saml-provider/one", "arn:aws:iam::123456789012:saml-provider/two"];
    declare({ ...everything, samlProviderArns: arns });
    await stack.workspace.up();
    declare({ ...everything, samlProviderArns: arns.toReversed() });
    const run = await stack.workspace.up();
    assert.ok(isUnchanged(run), run.stdout);
  });

  it("replaces the pool when a developer provider name that is set changes", async () => {
    const id = await poolId();
    declare({ ...everything, developerProviderName: "other.example.com" });
    const run = await stack.workspace.up();
    assert.ok(
      run.steps.some(({ op }) => op === "create-replacement" || op === "replace"),
      run.stdout,
    );
    assert.notEqual(await poolId(), id);
    await assert.rejects(describePool(id), { name: "ResourceNotFoundException" });
    declare(everything);
    await stack.workspace.up();
  });

  it("shows and mends what was changed behind its back", async () => {
    const id = await poolId();
    const pool = await describePool(id);
    await stack.aws.send(
      new UpdateIdentityPoolCommand({
        ...pool,
        IdentityPoolTags: undefined,
        IdentityPoolName: "Drifted",
        SupportedLoginProviders: undefined,
      }),
    );
    const refresh = await stack.workspace.refresh();
    assert.deepEqual(refresh.changes.update, 1, refresh.stdout);
    const mend = await stack.workspace.up();
    assert.deepEqual(ops(mend), ["update pool"]);
    assert.deepEqual(await describePool(id), onWire(id, everything));
  });

  it("makes a pool anew that was deleted behind its back", async () => {
    const id = await poolId();
    await stack.aws.send(new DeleteIdentityPoolCommand({ IdentityPoolId: id }));
    const refresh = await stack.workspace.refresh();
    assert.equal(refresh.changes.delete, 1, refresh.stdout);
    const run = await stack.workspace.up();
    assert.deepEqual(ops(run), ["create pool"]);
    const again = await poolId();
    assert.notEqual(again, id);
    assert.deepEqual(await describePool(again), onWire(again, everything));
  });

  it("is neither replaced nor destroyed with identities in it when it is protected", async () => {
    declare({ ...everything, deletionProtection: true });
    await stack.workspace.up();
    const id = await poolId();
    await stack.aws.send(new GetIdCommand({ IdentityPoolId: id }));
    declare({ ...everything, deletionProtection: true, developerProviderName: "other.example.com" });
    const preview = await stack.workspace.preview([], { mayFail: true });
    assert.match(preview.stdout + preview.stderr, /is protected: to replace it would destroy 1 identity/);
    const destroy = await stack.workspace.destroy([], { mayFail: true });
    assert.match(destroy.stdout + destroy.stderr, /is protected: to delete it would destroy 1 identity/);
    assert.equal((await describePool(id)).IdentityPoolId, id);
    declare(everything);
    await stack.workspace.up();
  });

  it("leaves nothing behind, and says how many identities are lost", async () => {
    const run = await stack.workspace.destroy();
    assert.match(run.stdout + run.stderr, /would destroy 1 identity, for good/);
    const { IdentityPools } = await stack.aws.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
    assert.deepEqual(IdentityPools, []);
  });
});
