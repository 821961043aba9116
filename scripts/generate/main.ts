import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { generate, staleFiles } from ".";

const root = resolve(__dirname, "../..");
const files = generate(root);
for (const path of staleFiles(root, files)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), files[path] as string);
  console.log(path);
}
