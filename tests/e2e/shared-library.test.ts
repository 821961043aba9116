import assert from "node:assert/strict";
import { mkdirSync, renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { createWorkspace, isUnchanged, type Workspace } from "../support/engine";

const library = `
  const { DeveloperIdentityLink, IdentityPool } = require("pulumi-cognito-identity");
  exports.users = (name) => {
    const pool = new IdentityPool(name, { developerProviderName: "login.example.com" });
    new DeveloperIdentityLink("alice", { identityPoolId: pool.id, developerUserIdentifier: "alice" });
    return pool.id;
  };
`;
const manifest = (content: object) => JSON.stringify({ version: "1.0.0", ...content });
const infra = manifest({ name: "@acme/infra", main: "index.js", dependencies: { "pulumi-cognito-identity": "*" } });

/** A program whose library alone depends on the package, and where an installation puts both. */
const layouts: Record<string, { files: Record<string, string>; link?: [at: string, to: string]; package: string }> = {
  "a library with a copy of its own": {
    files: { "node_modules/@acme/infra/package.json": infra, "node_modules/@acme/infra/index.js": library },
    package: "node_modules/@acme/infra/node_modules/pulumi-cognito-identity",
  },
  "a library of the same workspace": {
    files: { "packages/infra/package.json": infra, "packages/infra/index.js": library },
    link: ["node_modules/@acme/infra", "packages/infra"],
    package: "packages/infra/node_modules/pulumi-cognito-identity",
  },
  "a library that stands beside its dependencies": {
    files: {
      "node_modules/.pnpm/@acme+infra@1.0.0/node_modules/@acme/infra/package.json": infra,
      "node_modules/.pnpm/@acme+infra@1.0.0/node_modules/@acme/infra/index.js": library,
    },
    link: ["node_modules/@acme/infra", "node_modules/.pnpm/@acme+infra@1.0.0/node_modules/@acme/infra"],
    package: "node_modules/.pnpm/@acme+infra@1.0.0/node_modules/pulumi-cognito-identity",
  },
};

async function install({ files, link, package: place }: (typeof layouts)[string]): Promise<Workspace> {
  const workspace = await createWorkspace({
    program: {
      "package.json": manifest({ name: "app", main: "index.js", dependencies: { "@acme/infra": "*" } }),
      "index.js": 'exports.pool = require("@acme/infra").users("users");',
      ...files,
    },
    config: { "cognito-identity:region": "eu-central-1", "cognito-identity:endpoint": "local:cognito.db" },
  });
  const at = (path: string) => join(workspace.project, path);
  if (link) {
    mkdirSync(join(at(link[0]), ".."), { recursive: true });
    symlinkSync(at(link[1]), at(link[0]), "dir");
  }
  mkdirSync(join(at(place), ".."), { recursive: true });
  renameSync(at("node_modules/pulumi-cognito-identity"), at(place));
  return workspace;
}

const linesOf = async (workspace: Workspace): Promise<string[]> => {
  const { resources = [] } = (await workspace.exportState()).deployment;
  return resources.flatMap(({ inputs }) => inputs?.__provider ?? []);
};

describe("a library that makes the resources, on the real engine", () => {
  for (const [name, layout] of Object.entries(layouts)) {
    it(`is ${name}: its resources are made, kept and destroyed without the package in the project`, async () => {
      const workspace = await install(layout);
      try {
        await workspace.up();
        const again = await workspace.up();
        assert.ok(isUnchanged(again), again.stdout);
        const lines = await linesOf(workspace);
        assert.equal(lines.length, 2);
        for (const line of lines) {
          assert.match(
            line,
            /^exports\.handler = .*\["@acme\/infra"\].*"pulumi-cognito-identity\/provider"\)\.\w+; \};\n$/,
          );
          assert.ok(line.length < 450, `${line.length}`);
          assert.ok(!line.includes(workspace.folder), line);
        }
        // Nothing but the state and what is installed.
        workspace.write({ "index.js": 'throw new Error("the program does not run");' });
        await workspace.destroy();
        assert.deepEqual((await workspace.exportState()).deployment.resources ?? [], []);
      } finally {
        workspace.dispose();
      }
    });
  }

  it("gives its resources to the project, once that has the package, with all that is in them", async () => {
    const layout = layouts["a library with a copy of its own"] as (typeof layouts)[string];
    const workspace = await install(layout);
    try {
      await workspace.up();
      const { pool } = await workspace.outputs();
      renameSync(
        join(workspace.project, layout.package),
        join(workspace.project, "node_modules/pulumi-cognito-identity"),
      );
      const run = await workspace.up();
      assert.deepEqual(run.changes, { same: 1, update: 2 }, run.stdout);
      assert.equal((await workspace.outputs()).pool, pool);
      for (const line of await linesOf(workspace)) assert.doesNotMatch(line, /acme/);
      await workspace.destroy();
    } finally {
      workspace.dispose();
    }
  });

  it("is told what is missing where the project says nothing of it", async () => {
    const workspace = await install(layouts["a library with a copy of its own"] as (typeof layouts)[string]);
    try {
      workspace.write({ "package.json": manifest({ name: "app", main: "index.js" }) });
      const run = await workspace.preview([], { mayFail: true });
      assert.notEqual(run.code, 0);
      const errors = run.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
      assert.deepEqual(errors, [
        `pulumi-cognito-identity can't be found from ${workspace.project}, where Pulumi runs the resources: ` +
          "add it to the dependencies of the package.json beside Pulumi.yaml, and install them.",
      ]);
    } finally {
      workspace.dispose();
    }
  });
});
