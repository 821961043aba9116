import assert from "node:assert/strict";
import { createWorkspace, type Run, type Workspace } from "../support/engine";
import { declared, prelude, provided, type Row, settings, thrown } from "./wrong-inputs/table";

const config = { "cognito-identity:region": "eu-central-1", "cognito-identity:endpoint": "local:cognito.db" };

/** Every row with a name by which its resources are known, and what it says told where it does not end the program. */
const programOf = (rows: readonly Row[]): string =>
  `${prelude}
const tell = (row) => (error) => console.log("THROWN " + JSON.stringify({ row, isPlain: error.__pulumiRunError === true, message: error.message }));
const settle = (row, answer) => (pulumi.Output.isInstance(answer) ? answer.promise() : Promise.resolve(answer)).catch(tell(row));
const rows = [${rows.map(([code]) => `() => { ${code.replace(/(?:^|; )(?=[^;]*$)/, (before) => `${before}return `)} }`).join(",\n")}];
rows.forEach((run, index) => {
  [row, part] = ["row" + index, 0];
  try { settle(index, run()); } catch (error) { tell(index)(error); }
});
`;

async function preview(program: string): Promise<Run> {
  const workspace: Workspace = await createWorkspace({ program: { "index.js": program }, config });
  try {
    const run = await workspace.preview([], { mayFail: true });
    assert.notEqual(run.code, 0, run.stdout);
    return run;
  } finally {
    workspace.dispose();
  }
}

/** The errors of the resources of each row. */
function errorsByRow({ diagnostics }: Run): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const { severity, urn, message } of diagnostics) {
    const row = /::row(\d+)-\d+$/.exec(urn ?? "")?.[1];
    if (severity === "error" && row !== undefined) found.set(Number(row), [...(found.get(Number(row)) ?? []), message]);
  }
  return found;
}

function assertSaid(rows: readonly Row[], said: ReadonlyMap<number, readonly string[]>): void {
  const wrong = rows.flatMap(([code, ...says], index) => {
    const messages = said.get(index) ?? [];
    const isRight = messages.length === says.length && says.every((one) => messages.some((text) => one.test(text)));
    return isRight && messages.every((text) => !text.includes("\n")) ? [] : [`${code}\n  ${messages.join("\n  ")}`];
  });
  assert.deepEqual(wrong, []);
}

describe("wrong inputs in plain JavaScript on a new stack, on the real engine", () => {
  it(`are found at preview, all ${declared.length} of a program at once`, async () => {
    const run = await preview(programOf(declared));
    assertSaid(declared, errorsByRow(run));
    assert.ok(
      !run.steps.some(({ type }) => type.startsWith("pulumi-nodejs:dynamic") && !type.endsWith("ProgramCheck")),
    );
  });

  it(`are found where they are written, ${thrown.length} that no resource can be made of, in one line`, async () => {
    const { stdout } = await preview(programOf(thrown));
    const said = new Map<number, string[]>();
    for (const [, json = ""] of stdout.matchAll(/^ *THROWN (\{.*\})$/gm)) {
      const { row, isPlain, message } = JSON.parse(json);
      said.set(row, [isPlain ? message : `with a stack: ${message}`]);
    }
    assertSaid(thrown, said);
  });

  for (const row of provided) {
    // A program each, since the first `get` that fails ends the update.
    it(`are found by the provider, which asks the service: ${row[0]}`, async () => {
      assertSaid([row], errorsByRow(await preview(programOf([row]))));
    });
  }

  it("are found in the settings of a provider, all at once", async () => {
    const messages = errorsByRow(await preview(programOf([[settings.code]]))).get(0) ?? [];
    assert.equal(messages.length, 1);
    for (const says of settings.says) assert.match(messages[0] ?? "", says);
  });

  for (const code of ['new cognito.Provider("p", { regoin: "eu-west-1" })', 'pool("users")']) {
    it(`show no stack: ${code}`, async () => {
      const { stdout } = await preview(`${prelude}\n[row, part] = ["row", 0];\n${code};\n`);
      assert.doesNotMatch(stdout, /\n +at /);
      assert.doesNotMatch(stdout, /unhandled exception/);
    });
  }
});
