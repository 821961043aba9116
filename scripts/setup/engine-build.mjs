import { chmodSync, copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { elapsed, say, withProgress } from "./progress.mjs";
import { runCommand, tail } from "./run-command.mjs";
import { SetupError } from "./setup-error.mjs";

const MODULES = fileURLToPath(new URL("../engine/", import.meta.url));
const SDK = "github.com/pulumi/pulumi/sdk/v3";

/** One row a program: our module that pins it, its package, the scripts that go with it. */
const PROGRAMS = [
  {
    module: "nodejs",
    binary: "pulumi-language-nodejs",
    package: `${SDK}/nodejs/cmd/pulumi-language-nodejs`,
    scripts: "nodejs/dist",
  },
  { module: "pulumi", binary: "pulumi", package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi" },
];

function copyScripts(from, to) {
  const windows = process.platform === "win32";
  for (const name of readdirSync(from).filter((name) => name.endsWith(".cmd") === windows)) {
    copyFileSync(join(from, name), join(to, name));
    // Files in Go's module cache are read-only, and not executable.
    chmodSync(join(to, name), 0o755);
  }
}

/** Builds the engine and its Node language host from Go modules into `folder`; returns the folder that holds `bin`. */
export async function buildEngine(folder, { version, env }) {
  const goEnv = { ...env, GOWORK: "off", CGO_ENABLED: "0" };
  for (const name of ["GOOS", "GOARCH"]) delete goEnv[name];
  const go = (module, args, onLine) => runCommand("go", args, { cwd: join(MODULES, module), env: goEnv, onLine });
  // Asked inside the module, where Go may fetch the newer version of itself that the module needs.
  const { code, output } = await go("pulumi", ["env", "GOVERSION"]);
  if (code !== 0) {
    throw new SetupError(/ENOENT/.test(output) ? "there is no go on PATH" : `Go 1.26 is needed\n${tail(output, 4)}`);
  }

  say(`  Building it from source with ${output.trim().split("\n").pop()}: 4 to 10 minutes on two cores, once …`);
  const start = Date.now();
  const bin = join(folder, "engine", "bin");
  mkdirSync(bin, { recursive: true });
  const suffix = process.platform === "win32" ? ".exe" : "";
  const stamp = `-s -w -X ${SDK}/go/common/version.Version=${version}`;
  for (const program of PROGRAMS) {
    const flags = ["-v", "-mod=readonly", "-buildvcs=false", "-ldflags", stamp];
    let [downloaded, compiled] = [0, 0];
    const count = (line) => (line.startsWith("go: downloading ") ? downloaded++ : compiled++);
    const built = await withProgress(
      () => go(program.module, ["build", ...flags, "-o", join(bin, program.binary + suffix), program.package], count),
      () => `${program.binary}: ${downloaded} modules downloaded, ${compiled} packages compiled`,
    );
    if (built.code !== 0) throw new SetupError(`go build ${program.package} failed\n${tail(built.output)}`);
    if (program.scripts) {
      const module = await go(program.module, ["list", "-mod=readonly", "-m", "-f", "{{.Dir}}", SDK]);
      if (module.code !== 0) throw new SetupError(`go list ${SDK} failed\n${tail(module.output)}`);
      copyScripts(join(module.output.trim().split("\n").pop(), program.scripts), bin);
    }
  }
  say(`  Built in ${elapsed(start)}.`);
  return join(folder, "engine");
}
