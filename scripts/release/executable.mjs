import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand, tail } from "../setup/run-command.mjs";
import { SetupError } from "../setup/setup-error.mjs";
import { signMachO } from "./sign-mach-o.mjs";

const NAME = "pulumi-resource-cognito-identity";

/**
 * One program of the bundle `main` and of `node`, which may be for another system; `builder` is a Node.js of the same version that
 * runs here. https://nodejs.org/api/single-executable-applications.html
 */
export async function makeExecutable({ main, node, builder, isForMacOS }) {
  const folder = mkdtempSync(join(tmpdir(), "executable-"));
  try {
    copyFileSync(main, join(folder, `${NAME}.js`));
    const config = {
      // The path becomes a part of the program, so it is a relative one.
      main: `${NAME}.js`,
      executable: node,
      output: NAME,
      disableExperimentalSEAWarning: true,
      // Options of Node.js in the environment are for programs in which a user sees Node.js.
      execArgvExtension: "none",
    };
    writeFileSync(join(folder, "config.json"), JSON.stringify(config));
    const { code, output } = await runCommand(builder, ["--build-sea", "config.json"], { cwd: folder });
    if (code !== 0) throw new SetupError(`Node.js makes no executable of ${node}:\n${tail(output)}`);
    const program = readFileSync(join(folder, NAME));
    return isForMacOS ? signMachO(program, NAME) : program;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
