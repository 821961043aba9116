import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const ROOT = resolve(__dirname, "../..");
const { compareVersions, ENGINE_VERSION, inspectEngine } = require("../../scripts/setup/engine.mjs");
const { dependenciesAreFresh } = require("../../scripts/setup/dependencies.mjs");
const { buildIsFresh } = require("../../scripts/setup/build.mjs");

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "setup-test-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(files: Record<string, string>, mode = 0o644): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
    chmodSync(join(folder, path), mode);
  }
}

const script = (body: string) => `#!/bin/sh\n${body}\n`;

function writeEngine(bin: string, version = `v${ENGINE_VERSION}`, body = `echo ${version}`): void {
  write(
    {
      [`${bin}/pulumi`]: script(body),
      [`${bin}/pulumi-language-nodejs`]: script("exit 0"),
      [`${bin}/pulumi-resource-pulumi-nodejs`]: script("exit 0"),
    },
    0o755,
  );
}

const inspect = (bin: string, options = {}) => inspectEngine([join(folder, bin)], options);

/** A module that sets an engine up with the given way to make one, in a process of its own. */
function preparing(make: string): string {
  return `
    import { appendFileSync, chmodSync, mkdirSync, writeFileSync } from "node:fs";
    import { setTimeout as sleep } from "node:timers/promises";
    import { prepareEngine } from ${JSON.stringify(join(ROOT, "scripts/setup/engine.mjs"))};
    import { downloadEngine } from ${JSON.stringify(join(ROOT, "scripts/setup/engine-download.mjs"))};
    import { buildEngine } from ${JSON.stringify(join(ROOT, "scripts/setup/engine-build.mjs"))};
    import { SetupError } from ${JSON.stringify(join(ROOT, "scripts/setup/setup-error.mjs"))};
    const folder = ${JSON.stringify(folder)};
    const write = (bin, name, text) => {
      mkdirSync(bin, { recursive: true });
      writeFileSync(bin + "/" + name, text);
      chmodSync(bin + "/" + name, 0o755);
    };
    const whole = (bin) => {
      write(bin, "pulumi", "#!/bin/sh\\necho v${ENGINE_VERSION}\\n");
      write(bin, "pulumi-language-nodejs", "#!/bin/sh\\nexit 0\\n");
      write(bin, "pulumi-resource-pulumi-nodejs", "#!/bin/sh\\nexit 0\\n");
    };
    const env = { PATH: "/nowhere", PULUMI_HOME: folder + "/home" };
    try {
      const { version } = await prepareEngine({ env, ways: [${make}] });
      console.log(version);
    } catch (error) {
      console.log(error.name + ": " + error.message);
      process.exitCode = 1;
    }`;
}

function start(source: string): { child: ChildProcess; done: Promise<{ code: number | null; output: string }> } {
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  return { child, done: new Promise((done) => child.on("close", (code) => done({ code, output }))) };
}

const WHOLE = `{ name: "whole", make: async (to) => {
  appendFileSync(folder + "/made", "x"); await sleep(300); whole(to + "/e/bin"); return to + "/e"; } }`;
const versions = () => readdirSync(join(folder, "home/versions"));

describe("the engine's version", () => {
  it("is compared by number, a pre-release below its release", () => {
    assert(compareVersions("v3.200.0", "3.99.9") > 0);
    assert(compareVersions("3.199.9", "3.200.0") < 0);
    assert(compareVersions("3.200.0-alpha.1", "3.200.0") < 0);
    assert.equal(compareVersions("v3.259.0", "3.259.0"), 0);
  });
});

describe("the pinned versions", () => {
  const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
  const packages: Record<string, Record<string, Record<string, string>>> = JSON.parse(
    read("package-lock.json"),
  ).packages;

  it("are the same engine in set-up, in npm's download and in the Go module", () => {
    assert.equal(packages["node_modules/pulumi"]?.version, ENGINE_VERSION);
    assert.match(read("scripts/engine/pulumi/go.mod"), new RegExp(`pulumi/pkg/v3 v${ENGINE_VERSION}\\b`));
  });

  // npm leaves out what its registry does not have for another platform, and then npm ci refuses the file.
  it("leave out no dependency of another platform", () => {
    const isLocked = (from: string, name: string): boolean => {
      if (`${from}${from && "/"}node_modules/${name}` in packages) return true;
      return from !== "" && isLocked(from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/"))), name);
    };
    const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !isLocked(path, name)),
    );
    assert.deepEqual(missing, []);
  });
});

describe("an engine", () => {
  it("is usable with its Node host beside it", () => {
    writeEngine("bin");
    assert.deepEqual(inspect("bin"), { version: ENGINE_VERSION, folders: [join(folder, "bin")] });
  });

  it("is usable with its Node host elsewhere on PATH", () => {
    writeEngine("bin");
    writeEngine("hosts");
    rmSync(join(folder, "bin/pulumi-language-nodejs"));
    const { folders } = inspectEngine([join(folder, "bin"), join(folder, "hosts")]);
    assert.deepEqual(folders, [join(folder, "bin"), join(folder, "hosts")]);
  });

  for (const missing of ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]) {
    it(`is not whole without ${missing}`, () => {
      writeEngine("bin");
      rmSync(join(folder, "bin", missing));
      assert.match(inspect("bin").problem, missing === "pulumi" ? /there is no pulumi/ : new RegExp(`no ${missing}`));
    });

    it(`is not whole when ${missing} cannot be executed`, () => {
      writeEngine("bin");
      chmodSync(join(folder, "bin", missing), 0o644);
      assert(inspect("bin").problem);
    });
  }

  it("is not usable when it does not run", () => {
    writeEngine("bin", "", "exit 1");
    assert.match(inspect("bin").problem, /does not run/);
    writeEngine("bin", "nonsense");
    assert.match(inspect("bin").problem, /does not run/);
  });

  it("is not usable when it is too old", () => {
    writeEngine("bin", "v3.199.0");
    assert.match(inspect("bin").problem, /is version 3\.199\.0, and 3\.200\.0 or newer is needed/);
  });

  it("is not npm's wrapper", () => {
    writeEngine("node_modules/.bin");
    assert.match(inspect("node_modules/.bin").problem, /npm's wrapper/);
  });

  it("is asked once, and again when its file changed", () => {
    const memo = join(folder, "cache/engines.json");
    writeEngine("bin", "", `echo x >> "${folder}/asked"; echo v3.259.0`);
    for (let i = 0; i < 3; i++) assert.equal(inspect("bin", { memo }).version, "3.259.0");
    assert.equal(readFileSync(join(folder, "asked"), "utf8"), "x\n");
    writeEngine("bin", "v3.260.0");
    assert.equal(inspect("bin", { memo }).version, "3.260.0");
  });
});

describe("setting up the engine", () => {
  it("takes what the version cache has", async () => {
    writeEngine(`home/versions/${ENGINE_VERSION}/bin`);
    const { output } = await start(preparing("")).done;
    assert.equal(output, `${ENGINE_VERSION}\n`);
  });

  it("replaces a half-done one", async () => {
    write({ [`home/versions/${ENGINE_VERSION}/bin/pulumi`]: "half" }, 0o755);
    const { code } = await start(preparing(WHOLE)).done;
    assert.equal(code, 0);
    assert.deepEqual(versions(), [ENGINE_VERSION]);
    assert.equal(inspect(`home/versions/${ENGINE_VERSION}/bin`).version, ENGINE_VERSION);
  });

  it("goes on to the next way when one fails or leaves half of it", async () => {
    const fails = `{ name: "fails", make: async () => { throw new SetupError("out of reach"); } }`;
    const half = `{ name: "half", make: async (to) => { write(to + "/e/bin", "pulumi", "half"); return to + "/e"; } }`;
    const { code, output } = await start(preparing(`${fails}, ${half}, ${WHOLE}`)).done;
    assert.equal(code, 0, output);
    assert.match(output, /fails: out of reach/);
    assert.match(output, /half: what it left is not whole/);
    assert.deepEqual(versions(), [ENGINE_VERSION]);
  });

  it("says what to install when no way is left, and leaves nothing behind", async () => {
    const download = `{ name: "download", make: (to, o) => downloadEngine(to, { ...o, wrapper: "/nowhere/run.js" }) }`;
    const build = `{ name: "Go build", make: buildEngine }`;
    const { code, output } = await start(preparing(`${download}, ${build}`)).done;
    assert.equal(code, 1);
    assert.match(output, /SetupError: No Pulumi engine could be set up/);
    assert.match(output, /there is no go on PATH/);
    assert.match(output, /https:\/\/www\.pulumi\.com\/docs\/install\/.*Go 1\.26 or newer/);
    assert.deepEqual(versions(), []);
  });

  it("gives up a download that stands still", async () => {
    write({ "run.js": `setInterval(() => {}, 1000);` });
    const make = `downloadEngine(to, { ...o, wrapper: folder + "/run.js", stalledAfter: 500 })`;
    const { output } = await start(preparing(`{ name: "download", make: (to, o) => ${make} }, ${WHOLE}`)).done;
    assert.match(output, /download: nothing arrived for 0\.5 seconds/);
    assert.match(output, new RegExp(`^${ENGINE_VERSION}$`, "m"));
  });

  it("is not disturbed by one that was killed in the middle", async () => {
    const hangs = `{ name: "hangs", make: async (to) => {
      whole(to + "/e/bin"); writeFileSync(folder + "/begun", ""); await sleep(60_000); } }`;
    const killed = start(preparing(hangs));
    while (!existsSync(join(folder, "begun"))) await sleep(20);
    killed.child.kill("SIGKILL");
    await killed.done;
    assert.equal(versions().includes(ENGINE_VERSION), false);
    const { code, output } = await start(preparing(WHOLE)).done;
    assert.equal(code, 0, output);
    assert.deepEqual(versions(), [ENGINE_VERSION]);
  });

  it("is done once by several at the same time", async () => {
    const runs = await Promise.all([1, 2, 3].map(() => start(preparing(WHOLE)).done));
    for (const { code, output } of runs) assert.equal(code, 0, output);
    assert.equal(readFileSync(join(folder, "made"), "utf8"), "x");
    assert.deepEqual(versions(), [ENGINE_VERSION]);
  });
});

describe("the dependencies", () => {
  const lock = (packages: object) => JSON.stringify({ lockfileVersion: 3, packages });
  const a = { version: "1.0.0", integrity: "sha512-a" };
  const other = { version: "2.0.0", integrity: "sha512-o", optional: true };

  beforeEach(() => {
    write({
      "package-lock.json": lock({ "": { name: "x" }, "node_modules/a": a, "node_modules/other-platform": other }),
      "node_modules/a/package.json": "{}",
      "node_modules/.package-lock.json": lock({ "node_modules/a": a }),
    });
  });

  it("are fresh when node_modules holds what the lock file says, other platforms' packages aside", () => {
    assert.equal(dependenciesAreFresh(folder), true);
  });

  it("are stale when the lock file asks for another version", () => {
    write({ "package-lock.json": lock({ "node_modules/a": { ...a, version: "1.0.1" } }) });
    assert.equal(dependenciesAreFresh(folder), false);
  });

  it("are stale when the lock file asks for one more, or one less", () => {
    write({ "package-lock.json": lock({ "node_modules/a": a, "node_modules/b": a }) });
    assert.equal(dependenciesAreFresh(folder), false);
    write({ "package-lock.json": lock({}) });
    assert.equal(dependenciesAreFresh(folder), false);
  });

  it("are stale after an install that was cut short", () => {
    rmSync(join(folder, "node_modules/.package-lock.json"));
    assert.equal(dependenciesAreFresh(folder), false);
  });

  it("are stale when a package's folder is gone", () => {
    rmSync(join(folder, "node_modules/a"), { recursive: true });
    assert.equal(dependenciesAreFresh(folder), false);
  });
});

describe("the build", () => {
  const compilerOptions = {
    rootDir: ".",
    outDir: "dist",
    types: [],
    skipLibCheck: true,
    sourceMap: true,
    module: "CommonJS",
    target: "ES2022",
  };
  const build = () =>
    start(`import { buildPackage } from ${JSON.stringify(join(ROOT, "scripts/setup/build.mjs"))};
      await buildPackage(${JSON.stringify(folder)});`).done;

  beforeEach(() => {
    write({
      "tsconfig.json": "{}",
      "tsconfig.build.json": JSON.stringify({ compilerOptions, include: ["provider"] }),
      "provider/index.ts": "export const answer: number = 42;\n",
      "provider/client/transport/sign.ts":
        'import { createScope } from "@smithy/signature-v4";\nexport const scope = createScope;\n',
    });
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  });

  it("is fresh until a source changes, and holds nothing of sources that are gone", async () => {
    assert.equal(buildIsFresh(folder), false);
    write({ "provider/old.ts": "export {};\n" });
    await build();
    assert.equal(buildIsFresh(folder), true);
    assert.equal(require(join(folder, "dist/provider/index.js")).answer, 42);
    const map = JSON.parse(readFileSync(join(folder, "dist/provider/index.js.map"), "utf8"));
    assert.deepEqual(map.sources, ["../../provider/index.ts"]);

    rmSync(join(folder, "provider/old.ts"));
    assert.equal(buildIsFresh(folder), false);
    await build();
    assert.equal(buildIsFresh(folder), true);
    assert.equal(existsSync(join(folder, "dist/provider/old.js")), false);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith(".dist-")),
      [],
    );
  });

  it("puts the packages of the signer into it, the parts that are used", async () => {
    await build();
    const file = join(folder, "dist/provider/client/transport/sign.js");
    const text = readFileSync(file, "utf8");
    assert.equal(require(file).scope("20260101", "eu-west-1", "x"), "20260101/eu-west-1/x/aws4_request");
    assert.doesNotMatch(text, /require\("@/);
    assert.match(text, /Holds parts of @smithy\/signature-v4 \d+\.\d+\.\d+ \(Apache-2\.0\)/);
    assert.doesNotMatch(text, /class SignatureV4 /);
  });

  it("keeps the last whole one when the sources do not compile", async () => {
    await build();
    write({ "provider/index.ts": 'export const answer: number = "forty-two";\n' });
    const { code, output } = await build();
    assert.notEqual(code, 0);
    assert.match(output, /TypeScript does not compile[\s\S]*provider\/index\.ts/);
    assert.equal(buildIsFresh(folder), false);
    assert.equal(require(join(folder, "dist/provider/index.js")).answer, 42);
  });
});

describe("the last line of a test run", () => {
  const FIXTURE = `
    describe("one", () => { it("passes", () => {}); it("fails", () => { throw new Error("no"); }); it("waits"); });
    describe("two", () => { before(() => { throw new Error("hook"); }); it("is never reached", () => {}); });`;
  const env: NodeJS.ProcessEnv = { ...process.env };
  delete env.SUMMARY_FILE;

  function lastLine(args: string[]): { code: number | null; line: string | undefined } {
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: "utf8" });
    return { code: status, line: stdout.trimEnd().split("\n").at(-1) };
  }
  const mocha = (...args: string[]) =>
    lastLine([join(ROOT, "node_modules/mocha/bin/mocha.js"), join(folder, "a.test.cjs"), ...args]);
  const npmTest = (...args: string[]) => lastLine([join(ROOT, "scripts/test.mjs"), ...args]);

  for (const mode of ["--no-parallel", "--parallel"]) {
    it(`has the true counts, failed hooks and skipped tests too (mocha ${mode})`, () => {
      write({ "a.test.cjs": FIXTURE });
      const { code, line } = mocha(mode);
      assert.equal(line, "1 passed, 2 failed, 1 skipped");
      assert.notEqual(code, 0);
    });
  }

  it("has the same counts from npm test", () => {
    write({ "a.test.cjs": FIXTURE, "b.test.cjs": 'it("passes", () => {});' });
    assert.deepEqual(npmTest(join(folder, "a.test.cjs")), { code: 1, line: "1 passed, 2 failed, 1 skipped" });
    assert.deepEqual(npmTest(join(folder, "b.test.cjs")), { code: 0, line: "1 passed, 0 failed" });
  });

  it("counts each file that does not load", () => {
    const broken = 'throw new Error("does not load");';
    write({
      "a.test.cjs": broken,
      "b.test.cjs": broken,
      "c.test.cjs": broken,
      "d.test.cjs": 'it("passes", () => {});',
    });
    const files = ["a", "b", "c", "d"].map((name) => join(folder, `${name}.test.cjs`));
    assert.deepEqual(npmTest(...files), { code: 1, line: "1 passed, 3 failed" });
  });

  it("is a failure when mocha crashes, or no test is run", () => {
    write({ "b.test.cjs": 'it("passes", () => {});' });
    assert.deepEqual(npmTest("--require", "./not-there.cjs", join(folder, "b.test.cjs")), {
      code: 1,
      line: "0 passed, 1 failed",
    });
    assert.deepEqual(npmTest("--grep", "nothing", join(folder, "b.test.cjs")), { code: 1, line: "0 passed, 1 failed" });
  });
});
