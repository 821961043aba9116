import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { bundlePlugin, localServiceAt, PLUGIN_PACKAGES, PLUGIN_SOURCE } from "./bundle-plugin.mjs";
import { say, withProgress } from "./progress.mjs";
import { runCommand, tail } from "./run-command.mjs";
import { SetupError } from "./setup-error.mjs";

const STAMP = ".build.json";

const SIGNER = "@smithy/signature-v4";

/** Sources that hold in `dist` what they use of packages: to load the whole of those would take longer than all else. */
const BUNDLED = { sources: ["provider/client/transport/sign.ts"], packages: [SIGNER, "@smithy/core"] };

/**
 * Entries that are one file, as every command of Pulumi loads them anew, or a cold start counts: to find and read a hundred
 * files takes longer than to run them.
 */
const WHOLE = ["provider/index.ts", "provider/client/index.ts"];

const packageFile = (name) => `node_modules/${name}/package.json`;

/** What decides on the build besides the sources. */
const SETTINGS = [
  "tsconfig.json",
  "tsconfig.build.json",
  "package.json",
  ...["typescript", "esbuild", ...BUNDLED.packages, ...PLUGIN_PACKAGES].map(packageFile),
];

function filesIn(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** Contents instead of times: a checkout sets times as it likes. */
function sourceHash(root) {
  const { include } = JSON.parse(readFileSync(join(root, "tsconfig.build.json"), "utf8"));
  const hash = createHash("sha256").update(readFileSync(new URL(import.meta.url)));
  for (const path of [
    ...SETTINGS.map((name) => join(root, name)).filter(existsSync),
    ...include.filter((folder) => existsSync(join(root, folder))).flatMap((folder) => filesIn(root, folder)),
  ]) {
    const content = readFileSync(path);
    hash.update(`${path.slice(root.length)} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

export function buildIsFresh(root) {
  try {
    return JSON.parse(readFileSync(join(root, "dist", STAMP), "utf8")).sources === sourceHash(root);
  } catch {
    return false;
  }
}

async function bundle(root, folder) {
  // Loaded here, as set-up may have installed it a moment ago.
  const { build } = await import("esbuild");
  const packages = BUNDLED.packages.map((name) => {
    const { version, license } = JSON.parse(readFileSync(join(root, packageFile(name)), "utf8"));
    return `${name} ${version} (${license})`;
  });
  const options = {
    absWorkingDir: root,
    outbase: ".",
    outdir: folder,
    allowOverwrite: true,
    bundle: true,
    platform: "node",
    target: "node20.19",
    // The form of packages in which esbuild leaves out what is not used.
    mainFields: ["module", "main"],
    sourcemap: true,
    sourcesContent: false,
    banner: { js: `/*! Holds parts of ${packages.join(" and ")}, copyright Amazon.com, Inc. or its affiliates. */` },
  };
  await build({ ...options, entryPoints: BUNDLED.sources });
  for (const entry of WHOLE.filter((source) => existsSync(join(root, source)))) {
    const plugins = [localServiceAt(posix.relative(posix.dirname(entry), "emulator")), otherPackages];
    await build({ ...options, entryPoints: [entry], plugins });
  }
}

/** Leaves packages out of a bundle, but for the signer and what that uses. */
const otherPackages = {
  name: "other packages",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^[^./]/ }, ({ path, kind, importer }) =>
      kind === "entry-point" || path === SIGNER || /[\\/]node_modules[\\/]/.test(importer)
        ? undefined
        : { path, external: true },
    ),
};

/** Compiles beside `dist` and swaps at the end, so that `dist` is always one whole build. */
export async function buildPackage(root) {
  say("Compiling TypeScript to dist/ …");
  for (const name of readdirSync(root)) {
    if (name.startsWith(".dist-")) rmSync(join(root, name), { recursive: true, force: true });
  }
  const sources = sourceHash(root);
  // At the depth of `dist`, or the relative paths in the source maps would be wrong.
  const fresh = join(root, `.dist-${process.pid}`);
  const replaced = `${fresh}-replaced`;
  const clean = () => {
    for (const path of [fresh, replaced]) rmSync(path, { recursive: true, force: true });
  };
  process.on("exit", clean);
  try {
    const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
    const args = [tsc, "-p", "tsconfig.build.json", "--outDir", fresh, "--pretty", "false"];
    const { code, output } = await withProgress(() => runCommand(process.execPath, args, { cwd: root }));
    if (code !== 0) throw new SetupError(`TypeScript does not compile:\n${tail(output, 40)}`);
    await bundle(root, fresh);
    if (existsSync(join(root, PLUGIN_SOURCE))) await bundlePlugin(root, join(fresh, "provider/plugin/main.js"));
    writeFileSync(join(fresh, STAMP), `${JSON.stringify({ sources })}\n`);
    if (existsSync(join(root, "dist"))) renameSync(join(root, "dist"), replaced);
    renameSync(fresh, join(root, "dist"));
  } finally {
    process.off("exit", clean);
    clean();
  }
}
