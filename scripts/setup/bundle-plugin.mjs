import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const PLUGIN_SOURCE = "provider/plugin/main.ts";

/** The packages whose versions decide on the bundle; theirs come with them. */
export const PLUGIN_PACKAGES = ["@grpc/grpc-js", "@pulumi/pulumi", "google-protobuf"];

/** Leaves the local service out of a bundle; it is loaded from a path at run time. */
export const localServiceAt = (path) => ({
  name: "local service",
  setup: ({ onResolve }) => onResolve({ filter: /^(\.\.\/)+emulator$/ }, () => ({ path, external: true })),
});

/**
 * Makes the plugin one file, which needs neither Pulumi's SDK nor gRPC beside it and starts in a fraction of the time.
 * What few need is loaded from packages at run time, as is the local service.
 */
export async function bundlePlugin(root, outfile) {
  const plugins = [localServiceAt("../../emulator")];
  const licenses = await bundle(root, outfile, { external: ["@aws-sdk/*"], plugins });
  chmodSync(outfile, 0o755);
  // What the compiler made of the other files needs packages that nobody has to have.
  const folder = dirname(outfile);
  for (const name of readdirSync(folder)) {
    if (name !== "main.js") rmSync(join(folder, name), { recursive: true });
  }
  writeFileSync(join(folder, "LICENSES.txt"), licenses);
}

/** Makes the plugin one file that needs nothing beside it but Node.js with its SQLite; resolves to the licenses of what is in it. */
export const bundleWholePlugin = (root, outfile) => bundle(root, outfile, { external: ["libsql"], minify: true });

async function bundle(root, outfile, options) {
  const { build } = await import("esbuild");
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [PLUGIN_SOURCE],
    outfile,
    allowOverwrite: true,
    bundle: true,
    platform: "node",
    target: "node20.19",
    mainFields: ["module", "main"],
    alias: { "pulumi-cognito-identity/package.json": join(root, "package.json") },
    metafile: true,
    legalComments: "none",
    banner: { js: "/*! Holds packages whose licenses are in LICENSES.txt beside it. */" },
    ...options,
  });
  return licensesOf(root, metafile);
}

/** The licenses of all packages that are in a bundle. */
function licensesOf(root, { inputs }) {
  const folders = new Set(
    Object.keys(inputs).flatMap((path) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  );
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
    const text = file && existsSync(join(root, folder, file)) ? readFileSync(join(root, folder, file), "utf8") : "";
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  });
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}
