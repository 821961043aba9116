import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, relative, resolve } from "node:path";
import { type Operation, operationNames, operations } from "../../provider/model/operations";
import { installPlugin, projectWithPlugin, yamlEnvironment } from "../plugin/support/plugin-stack";
import { anchorsOf, type Block, blocksOf, linksOf, pagesOf } from "../support/documents";
import { createWorkspace, type Workspace } from "../support/engine";

const root = resolve(__dirname, "../..");

const pages = pagesOf(root);

/** Modules that CommonJS runs may not await at the top. */
function asScript(code: string): string {
  const imports = /^import [\s\S]*? from ".*";\n/gm;
  const body = code.replace(imports, "").replace(/^export /gm, "");
  return `${(code.match(imports) ?? []).join("")}(async () => {\n${body}\n})();\n`;
}

const blocks = pages.flatMap((page) => blocksOf(root, page));
const isProgram = ({ code }: Block) => /from "pulumi-cognito-identity(\/plugin)?"/.test(code);

describe("the documents", () => {
  it("link to files and headings that exist", () => {
    const broken = pages
      .flatMap((page) => linksOf(root, page))
      .filter(({ page, target, anchor }) => {
        const file = target === "" ? join(root, page) : resolve(root, dirname(page), target);
        return !existsSync(file) || (anchor !== "" && !anchorsOf(readFileSync(file, "utf8")).includes(anchor));
      });
    assert.deepEqual(broken, []);
  });

  it("start no server by npx, which keeps the signals that would end it", () => {
    const served = blocks.filter(({ code }) => /npx cognito-identity-local(?! --(version|help))/.test(code));
    assert.deepEqual(served, []);
  });

  it("say of each operation of the client what its table says", () => {
    const page = readFileSync(join(root, "docs/client.md"), "utf8");
    const rows = [...page.matchAll(/^\| `(\w+)` \| .+ \| (yes|no) \| (yes|no|with `Logins`) \|$/gm)].map(
      ([, name, signed, again]) => [name, signed, again],
    );
    const expected = operationNames.map((name) => {
      const { signed, onceBecause, unlessGiven }: Operation = operations[name];
      return [name, signed ? "yes" : "no", unlessGiven ? `with \`${unlessGiven}\`` : onceBecause ? "no" : "yes"];
    });
    assert.deepEqual(rows, expected);
  });

  it("name only npm scripts that exist", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    for (const { page, code } of blocks.filter(({ info }) => info === "sh")) {
      for (const [, name] of code.matchAll(/^npm (?:run )?(start|test|build|setup|coverage|lint|typecheck)\b/gm)) {
        assert.ok(scripts[name as string], `${page}: npm ${name}`);
      }
    }
  });

  describe("have programs that run", () => {
    let workspace: Workspace;
    before(async () => {
      workspace = await createWorkspace({
        program: { "index.ts": "", "Pulumi.yaml": projectWithPlugin() },
        config: { "cognito-identity:region": "eu-central-1", "cognito-identity:endpoint": "local:cognito.db" },
      });
      installPlugin(workspace.project);
    });
    after(() => workspace.dispose());

    for (const block of blocks.filter((block) => block.info === "ts" && isProgram(block))) {
      it(`${block.page}:${block.line}`, async () => {
        workspace.write({ "index.ts": block.code });
        await workspace.up();
      });
    }
  });

  describe("have programs in YAML that run", () => {
    let installed: string;
    before(() => {
      // On PATH, for the examples that rely on a plugin which Pulumi has downloaded.
      installed = mkdtempSync(join(tmpdir(), "documents-"));
      installPlugin(installed);
    });
    after(() => rmSync(installed, { recursive: true }));

    for (const block of blocks.filter(({ info, code }) => info === "yaml" && /^runtime: yaml$/m.test(code))) {
      it(`${block.page}:${block.line}`, async () => {
        const { PATH } = await yamlEnvironment();
        const workspace = await createWorkspace({
          program: { "Pulumi.yaml": block.code },
          config: { "cognito-identity:region": "eu-central-1", "cognito-identity:endpoint": "local:cognito.db" },
          env: { PATH: [join(installed, "node_modules/.bin"), PATH].join(delimiter) },
        });
        try {
          installPlugin(workspace.project);
          await workspace.up();
        } finally {
          workspace.dispose();
        }
      });
    }
  });

  describe("have scripts that run", () => {
    let folder: string;
    before(() => {
      folder = mkdtempSync(join(root, "tests", ".documents-"));
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    for (const [index, block] of blocks.filter((block) => block.info === "ts" && !isProgram(block)).entries()) {
      it(`${block.page}:${block.line}`, () => {
        const file = join(folder, `block-${index}.ts`);
        writeFileSync(file, asScript(block.code));
        execFileSync(process.execPath, ["-r", "ts-node/register/transpile-only", relative(folder, file)], {
          cwd: folder,
          encoding: "utf8",
          timeout: 60_000,
        });
      });
    }
  });
});
