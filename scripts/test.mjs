import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, runMain, setup } from "./setup/index.mjs";

const EVERY_TEST = "tests/**/*.test.ts";
/**
 * They run when asked for: by their path, or all tests with `--languages`. They need Go, Python and Java besides, or download
 * much: a Node.js of 45 MB, other people's test tools, boto and the AWS CLI.
 */
const ON_REQUEST = [
  "tests/languages/**",
  "tests/release/plugin-install.test.ts",
  "tests/examples/other-tools.test.ts",
  "tests/emulator/boto/**",
];

function namesTests(argument) {
  return !argument.startsWith("-") && /(^|[\\/])tests([\\/]|$)|\.test\./.test(argument);
}

function runMocha(args, env) {
  return new Promise((resolve, reject) => {
    const mocha = join(ROOT, "node_modules", "mocha", "bin", "mocha.js");
    const child = spawn(process.execPath, [mocha, ...args], {
      cwd: ROOT,
      env,
      stdio: ["ignore", "inherit", "inherit"],
    });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

function mochaArguments(args) {
  if (args.some(namesTests)) return args;
  if (args.includes("--languages")) return [...args.filter((argument) => argument !== "--languages"), EVERY_TEST];
  return [...args, EVERY_TEST, ...ON_REQUEST.flatMap((tests) => ["--ignore", tests])];
}

// The last word is said here and not in the reporter, because it must also be said when mocha never gets that far.
async function runTests(args) {
  const { env } = await setup();
  const folder = mkdtempSync(join(tmpdir(), "test-summary-"));
  const file = join(folder, "counts.json");
  try {
    const code = await runMocha(mochaArguments(args), { ...env, SUMMARY_FILE: file });
    if (!existsSync(file)) return { passed: 0, failed: 1 };
    const counts = JSON.parse(readFileSync(file, "utf8"));
    if (counts.passed + counts.failed === 0) {
      console.log("No test was run.");
      return { ...counts, failed: 1 };
    }
    return { ...counts, failed: Math.max(counts.failed, code === 0 ? 0 : 1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await runMain(async () => {
  let counts = { passed: 0, failed: 1 };
  let summary = (c) => `${c.passed} passed, ${c.failed} failed`;
  try {
    counts = await runTests(process.argv.slice(2));
    ({ summary } = createRequire(import.meta.url)("./reporter.cjs"));
  } catch (error) {
    await runMain(() => Promise.reject(error));
  }
  console.log(summary(counts));
  return counts.failed === 0 ? 0 : 1;
});
