import type { PackageModel } from "./model";

/** The index of the resources, and the runtime half that states name, by path. */
export function generateIndexes({ resources }: PackageModel): Record<string, string> {
  return {
    "provider/resources/index.ts": `/** All kinds of resources, by the names that states use. */
${resources.map(({ runtime, file }) => `import { ${runtime} } from "./${file}";`).join("\n")}
import { layered } from "./update/layered";

export const resources = {
${resources.map(({ runtime }) => `  ${runtime}: layered(${runtime}),`).join("\n")}
} as const;`,
    "provider/index.ts": `/**
 * The runtime half of the resources, \`pulumi-cognito-identity/provider\`: the state of every stack names this module
 * and its exports, so they stay as they are for ever.
 */
import { DynamicShell } from "./dynamic";
import { resources } from "./resources";

const shell = new DynamicShell();

${resources.map(({ runtime }) => `export const ${runtime} = shell.provider(resources.${runtime});`).join("\n")}`,
  };
}
