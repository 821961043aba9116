import { chmodSync, copyFileSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { elapsed, say, withProgress } from "./progress.mjs";
import { runCommand, tail } from "./run-command.mjs";
import { SetupError } from "./setup-error.mjs";

const MODULES = fileURLToPath(new URL("../engine/", import.meta.url));
const SDK = "github.com/pulumi/pulumi/sdk/v3";

const WINDOWS = process.platform === "win32";
const script = (path) => (WINDOWS ? `${path}.cmd` : path);

/** One row a program: our module that pins it, its package, the scripts that go with it, by their places in Pulumi's module. */
const PROGRAMS = [
  {
    module: "nodejs",
    binary: "pulumi-language-nodejs",
    package: `${SDK}/nodejs/cmd/pulumi-language-nodejs`,
    scripts: [script("nodejs/dist/pulumi-analyzer-policy"), script("nodejs/dist/pulumi-resource-pulumi-nodejs")],
  },
  { module: "pulumi", binary: "pulumi", package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi" },
];

function copyScript(from, folder) {
  const to = join(folder, basename(from));
  copyFileSync(from, to);
  // Files in Go's module cache are read-only, and not executable.
  chmodSync(to, 0o755);
}

/** Runs Go in one of our modules. */
export function runGo(module, args, { env = process.env, onLine } = {}) {
  const goEnv = { ...env, GOWORK: "off", CGO_ENABLED: "0" };
  for (const name of ["GOOS", "GOARCH"]) delete goEnv[name];
  return runCommand("go", args, { cwd: join(MODULES, module), env: goEnv, onLine });
}

/** The version of Go for a module; fails where there is none that can build it. */
export async function goVersion(module, env) {
  // Asked inside the module, where Go may fetch the newer version of itself that the module needs.
  const { code, output } = await runGo(module, ["env", "GOVERSION"], { env });
  if (code === 0) return output.trim().split("\n").pop();
  throw new SetupError(/ENOENT/.test(output) ? "there is no go on PATH" : `Go 1.26 is needed\n${tail(output, 4)}`);
}

/** Builds one program, and puts the scripts that go with it beside it. */
async function buildProgram(program, bin, { env, ldflags }) {
  const suffix = WINDOWS ? ".exe" : "";
  const flags = ["-v", "-mod=readonly", "-buildvcs=false", "-ldflags", ldflags];
  let [downloaded, compiled] = [0, 0];
  const onLine = (line) => (line.startsWith("go: downloading ") ? downloaded++ : compiled++);
  const args = ["build", ...flags, "-o", join(bin, program.binary + suffix), program.package];
  const built = await withProgress(
    () => runGo(program.module, args, { env, onLine }),
    () => `${program.binary}: ${downloaded} modules downloaded, ${compiled} packages compiled`,
  );
  if (built.code !== 0) throw new SetupError(`go build ${program.package} failed\n${tail(built.output)}`);
  if (!program.scripts) return;
  const module = await runGo(program.module, ["list", "-mod=readonly", "-m", "-f", "{{.Dir}}", SDK], { env });
  if (module.code !== 0) throw new SetupError(`go list ${SDK} failed\n${tail(module.output)}`);
  const sdk = module.output.trim().split("\n").pop();
  for (const path of program.scripts) copyScript(join(sdk, path), bin);
}

/** Builds the engine and its Node language host from Go modules into `folder`; returns the folder that holds `bin`. */
export async function buildEngine(folder, { version, env }) {
  const go = await goVersion("pulumi", env);
  say(`  Building it from source with ${go}: 4 to 10 minutes on two cores, once …`);
  const start = Date.now();
  const bin = join(folder, "engine", "bin");
  mkdirSync(bin, { recursive: true });
  const ldflags = `-s -w -X ${SDK}/go/common/version.Version=${version}`;
  for (const program of PROGRAMS) await buildProgram(program, bin, { env, ldflags });
  say(`  Built in ${elapsed(start)}.`);
  return join(folder, "engine");
}

/** Builds a language host from Go modules into the folder `bin`. */
export async function buildLanguageHost(host, bin, { env }) {
  const go = await goVersion(host.module, env);
  say(`Building ${host.binary} from source with ${go}, once …`);
  await buildProgram(host, bin, { env, ldflags: "-s -w" });
}
