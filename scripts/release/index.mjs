import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleWholePlugin } from "../setup/bundle-plugin.mjs";
import { ROOT } from "../setup/index.mjs";
import { say } from "../setup/progress.mjs";
import { SetupError } from "../setup/setup-error.mjs";
import { archive } from "./archive.mjs";
import { makeExecutable } from "./executable.mjs";
import { fetchNode, nodeCache, nodeForThisMachine } from "./node-binary.mjs";
import { TARGETS } from "./targets.mjs";

const NAME = "pulumi-resource-cognito-identity";

/** Makes the archives that Pulumi downloads, and a file of their checksums, in `folder`. Answers the archives' paths. */
export async function release({ targets = Object.keys(TARGETS), folder, cache = nodeCache() }) {
  const unknown = targets.find((target) => !(target in TARGETS));
  if (unknown) throw new SetupError(`There is no target ${unknown}, but ${Object.keys(TARGETS).join(", ")}.`);
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const stem = `${NAME}-v${version}`;
  mkdirSync(folder, { recursive: true });
  const temporary = mkdtempSync(join(tmpdir(), "release-"));
  const files = [];
  try {
    const main = join(temporary, "main.js");
    const licenses = await bundleWholePlugin(ROOT, main);
    for (const target of targets) {
      const file = join(folder, `${stem}-${target}.tar.gz`);
      writeFileSync(file, await archive(await contents(target, main, licenses, cache)));
      say(`Made ${file}`);
      files.push(file);
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  const archives = readdirSync(folder).filter((name) => name.startsWith(`${stem}-`) && name.endsWith(".tar.gz"));
  const sums = archives.sort().map((name) => `${sha256(readFileSync(join(folder, name)))}  ${name}\n`);
  writeFileSync(join(folder, `${stem}-SHA256SUMS`), sums.join(""));
  return files;
}

const sha256 = (content) => createHash("sha256").update(content).digest("hex");

/** The program, and the licenses of this package, of Node.js and of all else that is in it. */
async function contents(target, main, licenses, cache) {
  const { package: name, version } = TARGETS[target];
  const node = await fetchNode(name, version, { cache });
  const builder = await nodeForThisMachine(version, { cache });
  const program = await makeExecutable({
    main,
    node: node.program,
    builder: builder.program,
    isForMacOS: target.startsWith("darwin-"),
  });
  return [
    { name: target.startsWith("windows-") ? `${NAME}.exe` : NAME, content: program, mode: 0o755 },
    { name: "LICENSE", content: readFileSync(join(ROOT, "LICENSE")) },
    { name: "LICENSE-node.txt", content: readFileSync(node.license ?? builder.license) },
    { name: "LICENSES.txt", content: Buffer.from(licenses) },
  ];
}
