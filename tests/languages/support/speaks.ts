import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type CognitoIdentityClient, CreateIdentityPoolCommand } from "@aws-sdk/client-cognito-identity";
import { blocksOf, pagesOf } from "../../support/documents";
import { isUnchanged } from "../../support/engine";
import { connect } from "../../support/stack";
import { type Language, LanguageProject, packages } from "./language";

const root = resolve(__dirname, "../../..");

/** The file of a test program in a language, with the names of the package in it. */
export function programFile(name: Language["name"], file: string, values: Record<string, string> = {}): string {
  const text = readFileSync(join(root, "tests/languages/programs", name, file), "utf8");
  const known: Record<string, string> = { ...(name !== "python" && { package: packages[name] }), ...values };
  return text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => known[key] as string);
}

const programsOf = (info: string) =>
  pagesOf(root)
    .flatMap((page) => blocksOf(root, page))
    .filter(({ info: language, code }) => language === info && /cognito_?identity/.test(code));

/** The tests that programs in every language pass, on the real engine with the plugin and an SDK made from its schema. */
export function speaks(title: string, language: Language): void {
  describe(`programs in ${title} on the real engine`, function () {
    this.timeout(600_000);
    let project: LanguageProject;
    let aws: CognitoIdentityClient;
    let stop = async () => {};
    before(async function () {
      project = await LanguageProject.create(this, language);
      ({ aws, stop } = await connect(join(project.workspace.project, "cognito.db")));
    });
    after(async () => {
      await stop();
      project?.dispose();
    });

    it("make resources with nested arguments, by the stack's settings and by an explicit provider, and call functions", async () => {
      // The first time, what compiles the program is downloaded, too.
      await project.workspace.up([], { timeout: 300_000 });
      const outputs = await project.workspace.outputs();
      assert.match(outputs.poolId, /^eu-central-1:/);
      assert.match(outputs.aliceIdentity, /^eu-central-1:/);
      assert.deepEqual(outputs.users, ["alice"]);
      assert.match(outputs.abroadId, /^eu-west-1:/);
      assert.equal(outputs.abroadTags.made, "by the provider");
    });

    it("keep a token secret", async () => {
      assert.equal((await project.workspace.outputs()).token, "[secret]");
      assert.match((await project.workspace.outputs({ showSecrets: true })).token, /^ey[^.]+\.[^.]+\.[^.]*$/);
    });

    it("show no change by a preview or a refresh of what they made", async () => {
      const preview = await project.workspace.preview();
      assert.ok(isUnchanged(preview), preview.stdout);
      const refresh = await project.workspace.refresh();
      assert.ok(isUnchanged(refresh), refresh.stdout);
    });

    it("show a change by its place inside the property", async () => {
      await project.workspace.setConfig("team", "mobile");
      const { steps } = await project.workspace.up();
      const changed = steps.filter(({ op }) => op !== "same" && op !== "read");
      assert.deepEqual(
        changed.map(({ op, name, detailedDiff }) => [op, name, Object.keys(detailedDiff)]),
        [["update", "users", ["tags.team"]]],
      );
    });

    it("take over what exists by the option import", async () => {
      const made = await aws.send(
        new CreateIdentityPoolCommand({ IdentityPoolName: "made by hand", AllowUnauthenticatedIdentities: true }),
      );
      await project.workspace.setConfig("taken", made.IdentityPoolId as string);
      const { steps } = await project.workspace.up();
      assert.deepEqual(
        steps.filter(({ name }) => name === "taken").map(({ op, new: state }) => [op, state?.id]),
        [["import", made.IdentityPoolId]],
      );
      const preview = await project.workspace.preview();
      assert.ok(isUnchanged(preview), preview.stdout);
    });

    it("leave nothing after destroy", async () => {
      await project.workspace.destroy();
      const { deployment } = await project.workspace.exportState();
      assert.deepEqual(deployment.resources ?? [], []);
    });

    for (const { page, line, code } of programsOf(language.name)) {
      it(`run as they are in ${page}:${line}`, async () => {
        project.write(code);
        await project.workspace.up();
        const preview = await project.workspace.preview();
        assert.ok(isUnchanged(preview), preview.stdout);
      });
    }
  });
}
