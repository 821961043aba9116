import { withFlags } from "./describe";
import {
  isAlwaysInState,
  isOptional,
  namedTypes,
  type ObjectModel,
  type PackageModel,
  type PropertyModel,
  type ResourceModel,
} from "./model";
import { printDoc, printMembers, printType } from "./print-types";

const stateName = ({ name }: ObjectModel) => `${name}State`;
const inputName = ({ name = "" }: ObjectModel) => name;

/** The classes of `sdk/resources/`, and those of `sdk/plugin/resources/` on their arguments, by path. */
export function generateResources({ resources }: PackageModel): Record<string, string> {
  const files: Record<string, string> = {};
  for (const resource of resources) {
    const { name, file } = resource;
    files[`sdk/resources/${file}.ts`] = printFile(resource, "DynamicResource", "../dynamic-resource", "./types", [
      printArgs(resource),
    ]);
    const args = `export type { ${name}Args } from "../../resources/${file}";`;
    const types = "../../resources/types";
    files[`sdk/plugin/resources/${file}.ts`] = printFile(resource, "PluginResource", "../plugin-resource", types, [
      `import type { ${name}Args } from "../../resources/${file}";`,
      args,
    ]);
  }
  files["sdk/plugin/resources/index.ts"] = [
    ...resources.map(({ file }) => `export * from "./${file}";`),
    'export type * from "../../resources/types";',
  ].join("\n");
  files["sdk/resources/types.ts"] = printTypes(resources);
  files["sdk/resources/index.ts"] = [
    ...resources.map(({ file }) => `export * from "./${file}";`),
    'export * from "./types";',
  ].join("\n");
  return files;
}

function printTypes(resources: readonly ResourceModel[]): string {
  const types = namedTypes(resources.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]));
  const printed = types.map((type) => {
    const state = `What a state has of \`${type.name}\`.`;
    return `${printDoc(type.doc)}export interface ${type.name} {\n${printMembers(type.members, "input", inputName)}\n}

${printDoc({ text: state })}export interface ${stateName(type)} {\n${printMembers(type.members, "output", stateName)}\n}`;
  });
  return `import type * as pulumi from "@pulumi/pulumi";\n\n${printed.join("\n\n")}`;
}

const printArgs = ({ name, inputs, noun }: ResourceModel) => `export interface ${name}Args {
${inputs.map((property) => printArgument(property, noun)).join("\n")}
}`;

/** A class that extends one of `baseFile`; its arguments are written or imported before it. */
function printFile(
  resource: ResourceModel,
  base: string,
  baseFile: string,
  typesFile: string,
  before: readonly string[],
): string {
  const body = `${before.join("\n")}\n\n${printClass(resource, base)}\n\n${printKind(resource)}`;
  const types = namedTypes([...resource.inputs, ...resource.outputs])
    .flatMap((type) => [inputName(type), stateName(type)])
    .filter((type) => new RegExp(`\\b${type}\\b`).test(body));
  const imports = [
    'import type * as pulumi from "@pulumi/pulumi";',
    ...(types.length > 0 ? [`import type { ${types.join(", ")} } from "${typesFile}";`] : []),
    `import { ${base} } from "${baseFile}";`,
  ];
  return `${imports.join("\n")}\n${before[0]?.startsWith("import") ? "" : "\n"}${body}`;
}

function printClass(resource: ResourceModel, base: string): string {
  const { name, inputs, outputs, doc, noun, id } = resource;
  const form = id.join("/");
  const get = `Looks ${article(noun)} ${noun} up by its id, \`${form}\`, without managing it; an error when there is none.`;
  return `${printDoc({ ...doc, text: `${doc.text} The id is \`${form}\`.` })}export class ${name} extends ${base} {
${[...outputs, ...inputs].map(printField).join("\n")}

  ${printDoc({ text: get })}static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ${name} {
    return new ${name}(name, ${inputs.every(isOptional) ? "{}" : "undefined"}, { ...opts, id });
  }

${printConstructor(resource)}
}`;
}

function printArgument(property: PropertyModel, noun: string): string {
  const { name, type } = property;
  const doc = printDoc(withFlags(property, noun));
  return `${doc}${name}${isOptional(property) ? "?" : ""}: ${printType(type, "input", inputName)};`;
}

function printField(property: PropertyModel): string {
  const type = printType(property.type, "output", stateName);
  const state = isAlwaysInState(property) ? type : `${type} | undefined`;
  return `${printDoc(property.doc)}declare readonly ${property.name}: pulumi.Output<${state}>;`;
}

function printConstructor({ name, inputs }: ResourceModel): string {
  const call = `super(kind, name, args, opts);`;
  if (inputs.every(isOptional)) {
    return `constructor(name: string, args: ${name}Args = {}, opts?: pulumi.CustomResourceOptions) { ${call} }`;
  }
  return `constructor(name: string, args: ${name}Args, opts?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions);
  constructor(name: string, args?: ${name}Args, opts?: pulumi.CustomResourceOptions) { ${call} }`;
}

/** What the base class needs to know of a kind. */
function printKind({ name, runtime, inputs, outputs }: ResourceModel): string {
  const properties = [...inputs, ...outputs];
  const names = (list: readonly PropertyModel[]) => JSON.stringify(list.map((property) => property.name));
  return `const kind = {
  name: ${JSON.stringify(name)},
  runtime: ${JSON.stringify(runtime)},
  properties: ${names(properties)},
  secrets: ${names(properties.filter(({ secret }) => secret))},
} as const;`;
}

const article = (noun: string) => (/^[aeiou]/.test(noun) ? "an" : "a");
