import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { generateFunctions } from "./generate-functions";
import { generateIndexes } from "./generate-indexes";
import { generatePages } from "./generate-pages";
import { generateProviderArgs } from "./generate-provider-args";
import { generateResources } from "./generate-resources";
import { generateSchema } from "./generate-schema";
import { readDefinitions } from "./read-definitions";

const notice = "// Generated from the definitions by `npm run generate`: change those.\n";

/** All that is generated from the definitions of the checkout at `root`, by path. */
export function generate(root: string): Record<string, string> {
  const model = readDefinitions(root);
  const code = {
    ...generateResources(model),
    ...generateFunctions(model),
    ...generateProviderArgs(model),
    ...generateIndexes(model),
  };
  const noted = Object.fromEntries(Object.entries(code).map(([path, text]) => [path, `${notice}${text}\n`]));
  return { ...formatted(root, { ...noted, ...generateSchema(root, model) }), ...generatePages(root, model) };
}

/** The generated files whose content in the checkout differs. */
export const staleFiles = (root: string, files: Record<string, string>): string[] =>
  Object.entries(files)
    .filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), "utf8") !== text)
    .map(([path]) => path);

/** Code as Biome formats it, by the project's own settings. */
function formatted(root: string, files: Record<string, string>): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "generated-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
    const flags = ["check", "--write", "--vcs-enabled=false", `--config-path=${root}`, folder];
    execFileSync(process.execPath, [biome, ...flags], { cwd: folder, stdio: "pipe" });
    return Object.fromEntries(Object.keys(files).map((path) => [path, readFileSync(join(folder, path), "utf8")]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
