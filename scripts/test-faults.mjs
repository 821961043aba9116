// The long form of the fault suite; its options are those of tests/faults/main.ts.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT, runMain, setup } from "./setup/index.mjs";

await runMain(async () => {
  const { env } = await setup();
  const args = ["-r", "ts-node/register/transpile-only", join("tests", "faults", "main.ts"), ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
});
