import { kebabCase, type PackageModel } from "./model";

/**
 * The index of the resources, the runtime half that states name, the handlers of the local service, and what each resource and
 * function calls, by path.
 */
export function generateIndexes({ operations, resources, functions }: PackageModel): Record<string, string> {
  const handlers = operations.map(({ name }) => ({
    name,
    handler: name.charAt(0).toLowerCase() + name.slice(1),
    file: kebabCase(name),
  }));
  return {
    "emulator/operations/index.ts": `import type { OperationName } from "../../provider/model/operations";
import type { Handler } from "./context";
${handlers.map(({ handler, file }) => `import { ${handler} } from "./${file}";`).join("\n")}

/** The handler of each operation; the compiler finds a missing one. */
export const handlers: { readonly [N in OperationName]: Handler<N> } = {
${handlers.map(({ name, handler }) => `  ${name}: ${handler},`).join("\n")}
};`,
    "provider/model/calls.ts": `import type { OperationName } from "./operations";

/** The operations that each resource and each function may call. */
export const calls = {
${[...resources, ...functions].map((one) => `  ${one.name}: ${JSON.stringify(one.calls)},`).join("\n")}
} as const satisfies Readonly<Record<string, readonly OperationName[]>>;`,
    "provider/resources/index.ts": `/** All kinds of resources, by the names that states use. */
${resources.map(({ runtime, file }) => `import { ${runtime} } from "./${file}";`).join("\n")}
import { layered } from "./update/layered";

export const resources = {
${resources.map(({ runtime }) => `  ${runtime}: layered(${runtime}),`).join("\n")}
} as const;`,
    "provider/index.ts": `/**
 * The runtime half of the resources, \`pulumi-cognito-identity/provider\`: the state of every stack names this module
 * and its exports, so they never change.
 */
import { DynamicShell } from "./dynamic";
import { resources } from "./resources";

const shell = new DynamicShell();

${resources.map(({ runtime }) => `export const ${runtime} = shell.provider(resources.${runtime});`).join("\n")}`,
  };
}
