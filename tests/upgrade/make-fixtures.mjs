// Makes the states and databases of upgrade.test.ts with the code of the commit that they are kept of:
// `node tests/upgrade/make-fixtures.mjs CHECKOUT`, where CHECKOUT is that commit, built.
import { execFileSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { setup } from "../../scripts/setup/index.mjs";

const commit = "94fbdfe9b1c9c0af8032d2db985df236f4eeb2c3";
const fixtures = fileURLToPath(new URL("fixtures", import.meta.url));
const checkout = resolve(process.argv[2] ?? ".");

const git = (...args) => execFileSync("git", ["-C", checkout, ...args], { encoding: "utf8" }).trim();
if (git("rev-parse", "HEAD") !== commit || git("status", "--porcelain") !== "") {
  throw new Error(`${checkout} must be a checkout of ${commit} without changes.`);
}
const { env } = await setup({ build: false });
Object.assign(process.env, env);

// From here on all code is the checkout's own: the engine's helper links the package and Pulumi from there.
const require = createRequire(join(checkout, "package.json"));
require("ts-node/register/transpile-only");
const { createWorkspace } = require("./tests/support/engine.ts");
const Database = require("libsql");

const region = "eu-central-1";
const endpoint = "local:cognito.db";

/** The stack config of each fixture, and what makes its last run fail, if it is to fail. */
const scenarios = {
  everything: {
    config: {
      "cognito-identity:region": region,
      "cognito-identity:endpoint": endpoint,
      "cognito-identity:defaultTags": { team: "default", owner: "stack" },
    },
    secrets: { "cognito-identity:accessKey": "local", "cognito-identity:secretKey": "local" },
  },
  "half-changed": {
    config: {
      "aws:region": region,
      "aws:defaultTags": { tags: { owner: "aws" } },
      "cognito-identity:endpoint": endpoint,
    },
    secrets: {},
    failure: "CREATE TRIGGER failure BEFORE UPDATE OF tags ON pools BEGIN SELECT RAISE(ABORT, 'on purpose'); END",
  },
};

async function make(name, { config, secrets, failure }) {
  const folder = join(fixtures, name);
  const sources = readdirSync(folder).filter((file) => file.endsWith(".ts") || file === "Pulumi.yaml");
  const program = Object.fromEntries(sources.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
  const workspace = await createWorkspace({ program, config: { ...config, before: true } });
  try {
    for (const [key, value] of Object.entries(secrets)) await workspace.setConfig(key, value, { secret: true });
    await workspace.up();
    await workspace.removeConfig("before");
    const db = join(workspace.project, "cognito.db");
    if (failure) change(db, failure);
    const { code } = await workspace.up([], { mayFail: true });
    if ((code !== 0) !== Boolean(failure)) throw new Error(`The last run of ${name} ended with exit code ${code}.`);
    if (failure) change(db, "DROP TRIGGER failure");
    // No private keys in the repository; the service makes new ones.
    change(db, "DELETE FROM signing_keys");
    const state = JSON.stringify(await workspace.exportState(), withoutPositions, 2);
    for (const path of [checkout, workspace.folder, tmpdir(), ".."]) {
      if (state.includes(path)) throw new Error(`The state of ${name} names a path of this machine: ${path}`);
    }
    writeFileSync(join(folder, "state.json"), `${state}\n`);
    for (const file of ["cognito.db", "Pulumi.test.yaml"])
      copyFileSync(join(workspace.project, file), join(folder, file));
    console.log(`${name} is made.`);
  } finally {
    workspace.dispose();
  }
}

/** Where in the sources a resource was made names paths of the machine, and decides nothing. */
const withoutPositions = (key, value) => (["sourcePosition", "stackTrace"].includes(key) ? undefined : value);

/** Runs a statement, and leaves all of the database in its one file, without free pages. */
function change(path, sql) {
  const db = new Database(path);
  for (const statement of [sql, "PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"]) {
    db.exec(statement);
  }
  db.close();
}

for (const [name, scenario] of Object.entries(scenarios)) await make(name, scenario);
