import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { goVersion, runGo } from "./engine-build.mjs";
import { withProgress } from "./progress.mjs";
import { tail } from "./run-command.mjs";
import { SetupError } from "./setup-error.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Our Go module that holds the generator of each language. */
const GENERATORS = { dotnet: "dotnet", go: "sdks", java: "sdks", python: "sdks" };

export const SDK_LANGUAGES = Object.keys(GENERATORS);

/** Makes the SDK of a language from the plugin's schema, by Pulumi's own generator, in `folder`, which is replaced. */
export async function generateSdk(language, folder) {
  const module = GENERATORS[language];
  if (!module) throw new SetupError(`There are SDKs for ${SDK_LANGUAGES.join(", ")}, and none for ${language}.`);
  await goVersion(module, process.env);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const schema = join(ROOT, "provider/plugin/schema.json");
  const args = ["run", "-mod=readonly", ".", language, schema, folder];
  const { code, output } = await withProgress(() => runGo(module, args));
  if (code !== 0) throw new SetupError(`The SDK for ${language} could not be made:\n${tail(output)}`);
}
