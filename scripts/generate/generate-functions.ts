import { withFlags } from "./describe";
import { capitalized, type FunctionModel, namedTypes, type ObjectModel, type PackageModel } from "./model";
import { printDoc, printMembers } from "./print-types";

const inputName = ({ name = "" }: ObjectModel) => name;

/** The pairs of functions of `sdk/functions/`, and the index of `provider/functions/`, by path. */
export function generateFunctions({ functions }: PackageModel): Record<string, string> {
  const files: Record<string, string> = {};
  for (const one of functions) files[`sdk/functions/${one.file}.ts`] = printPair(one);
  files["sdk/functions/types.ts"] = namedTypes(functions.flatMap(({ args, result }) => [...args, ...result]))
    .map(
      (type) =>
        `${printDoc(type.doc)}export interface ${type.name} {\n${printMembers(type.members, "output", inputName)}\n}`,
    )
    .join("\n\n");
  files["sdk/functions/index.ts"] = [
    "/** The functions of the service, each with its Output form. */",
    ...functions.map(({ file }) => `export * from "./${file}";`),
    'export * from "./types";',
  ].join("\n");
  files["sdk/plugin/functions.ts"] = [
    'import type * as inProgram from "../functions";',
    'import { invoke, invokeOutput } from "./invoke";',
    `export type { ${typeNames(functions).join(", ")} } from "../functions";`,
    ...functions.map(printPluginPair),
  ].join("\n\n");
  files["provider/functions/index.ts"] = [
    "/** The functions of the service, by the names that programs call. */",
    ...functions.map(({ name, file }) => `import { ${name} } from "./${file}";`),
    "",
    `export const functions = { ${functions.map(({ name }) => name).join(", ")} } as const;`,
  ].join("\n");
  return files;
}

function printPair(definition: FunctionModel): string {
  const { name, doc, args, result } = definition;
  const type = capitalized(name);
  const [argsType, resultType] = [`${type}Args`, `${type}Result`];
  const all = args.length === 0 || args.every(({ required }) => !required) ? " = {}" : "";
  const optional = name === "getIdentityPool" ? "" : all;
  const body = `export ${
    args.length === 0
      ? `type ${argsType} = Record<never, never>;`
      : `interface ${argsType} {
${printMembers(
  args.map((property) => ({ ...property, doc: withFlags(property) })),
  "output",
  inputName,
)}
}`
  }

export interface ${resultType} {
${printMembers(result, "output", inputName)}
}

${printDoc(doc)}export function ${name}(args: ${argsType}${optional}, opts?: pulumi.InvokeOptions): Promise<${resultType}> {
  return invoke("${name}", args, opts);
}

/** ${outputForm(definition)} */
export function ${name}Output(
  args: Inputs<${argsType}>${optional},
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<${resultType}> {
  return invokeOutput("${name}", args, opts);
}`;
  const types = namedTypes([...args, ...result])
    .map(inputName)
    .filter((used) => new RegExp(`\\b${used}\\b`).test(body));
  const imports = [
    'import type * as pulumi from "@pulumi/pulumi";',
    'import { type Inputs, invoke, invokeOutput } from "../invoke";',
    ...(types.length > 0 ? [`import type { ${types.join(", ")} } from "./types";`] : []),
  ];
  return `${imports.join("\n")}\n\n${body}`;
}

/** All types that functions export. */
const typeNames = (functions: readonly FunctionModel[]): string[] => [
  ...functions.flatMap(({ name }) => [`${capitalized(name)}Args`, `${capitalized(name)}Result`]),
  ...namedTypes(functions.flatMap(({ args, result }) => [...args, ...result])).map(inputName),
];

/** The same pair, which asks the plugin; the engine passes on an error's message alone, without its code. */
function printPluginPair(definition: FunctionModel): string {
  const { name, doc } = definition;
  const text = doc.text.replace(/ Rejects with the code [^.]*\./, "");
  return `${printDoc({ ...doc, text })}export const ${name}: typeof inProgram.${name} = (args, opts) => invoke("${name}", args, opts);

/** ${outputForm(definition)} */
export const ${name}Output: typeof inProgram.${name}Output = (args, opts) => invokeOutput("${name}", args, opts);`;
}

/** What is said of the Output form of a function. */
function outputForm({ name, registers, secret }: FunctionModel): string {
  const notes = [
    ...(secret ? ["a secret"] : []),
    ...(registers === undefined ? [] : [`unknown in a preview, as the call may ${registers}`]),
  ];
  return `The Output form of \`${name}\`${notes.length > 0 ? `: ${notes.join("; ")}` : ""}.`;
}
