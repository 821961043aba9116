import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withFlags } from "./describe";
import {
  capitalized,
  isAlwaysInState,
  type MemberModel,
  namedTypes,
  type ObjectModel,
  type PackageModel,
  type PropertyModel,
  type TypeModel,
} from "./model";
import { readPublisher, type SchemaOfPublisher, schemaOfPublisher } from "./publisher";

type Json = Record<string, unknown>;

const packageModule = "cognito-identity:index";
/** By these the Pulumi registry sorts packages. */
const registryKeywords = ["category/cloud", "kind/native"];

const token = (name: string) => `${packageModule}:${name}`;

/**
 * Pulumi's schema of the package, from which the SDKs of all languages are generated.
 * @see https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/
 */
export function generateSchema(root: string, model: PackageModel): Record<string, string> {
  const { resources, functions, settings } = model;
  const packageJson = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { version, description, keywords, license } = packageJson;
  const publisher = schemaOfPublisher(readPublisher(root));
  const types: Json = {};
  const settingProperties = (isProvider: boolean) =>
    Object.fromEntries(
      settings.map((setting) => [setting.name, propertySpec(setting, types, isProvider ? "Provider" : "Config")]),
    );
  const schema = {
    name: "cognito-identity",
    version,
    displayName: "Amazon Cognito Identity Pools",
    description,
    keywords: [...keywords, ...registryKeywords],
    license,
    meta: { supportPack: true },
    ...publisher.head,
    language: languages(packageJson, publisher),
    config: { variables: settingProperties(false) },
    provider: {
      description: "Where and as whom resources and functions work, in the place of the stack's config.",
      inputProperties: settingProperties(true),
    },
    resources: Object.fromEntries(
      resources.map(({ name, doc, inputs, outputs, noun }) => {
        const described = inputs.map((property) => ({ ...property, doc: withFlags(property, noun) }));
        const state = [...described, ...outputs];
        return [
          token(name),
          {
            description: withExample(doc.text, doc.example),
            inputProperties: properties(described, types, name),
            requiredInputs: names(inputs.filter(({ required }) => required)),
            properties: properties(state, types, name),
            required: names(state.filter(isAlwaysInState)),
            listInputs: listInputs(inputs, types, name),
          },
        ];
      }),
    ),
    functions: Object.fromEntries(
      functions.map(({ name, doc, args, result, secret }) => [
        token(name),
        {
          description: withExample(doc.text, doc.example),
          inputs: {
            type: "object",
            properties: properties(
              args.map((property) => ({ ...property, doc: withFlags(property) })),
              types,
              capitalized(name),
            ),
            required: names(args.filter(({ required }) => required)),
          },
          outputs: {
            type: "object",
            properties: properties(
              result.map((property) => (secret ? { ...property, secret } : property)),
              types,
              capitalized(name),
            ),
            required: names(result.filter(({ required }) => required)),
          },
        },
      ]),
    ),
  };
  for (const type of namedTypes([
    ...settings,
    ...[...resources, ...functions].flatMap((one) =>
      "inputs" in one ? [...one.inputs, ...one.outputs] : [...one.args, ...one.result],
    ),
  ])) {
    addType(types, type.name ?? "", type);
  }
  const sortedTypes = Object.fromEntries(Object.entries(types).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { "provider/plugin/schema.json": `${JSON.stringify({ ...schema, types: sortedTypes }, null, 2)}\n` };
}

/** The package's name in each language, and what it needs there. */
function languages(
  { name, peerDependencies }: { readonly name: string; readonly peerDependencies: Record<string, string> },
  { goImportPath, csharpNamespace, javaPackage }: SchemaOfPublisher,
): Json {
  const respectSchemaVersion = true;
  return {
    nodejs: { packageName: name, dependencies: peerDependencies, respectSchemaVersion },
    python: {
      packageName: name.replaceAll("-", "_"),
      requires: { pulumi: peerDependencies["@pulumi/pulumi"]?.replace(" ", ",") },
      pyproject: { enabled: true },
      respectSchemaVersion,
    },
    go: { importBasePath: goImportPath, generateResourceContainerTypes: true, respectSchemaVersion },
    csharp: {
      rootNamespace: csharpNamespace,
      namespaces: { "cognito-identity": "CognitoIdentity" },
      packageReferences: { Pulumi: "3.*" },
      respectSchemaVersion,
    },
    java: { basePackage: javaPackage, buildFiles: "gradle" },
  };
}

/** What says where to list: the pool, for all that live in one. */
function listInputs(inputs: readonly PropertyModel[], types: Json, owner: string): Json {
  const pool = inputs.filter(({ name }) => name === "identityPoolId").map(({ replaces: _replaces, ...one }) => one);
  return { type: "object", properties: properties(pool, types, owner), required: names(pool) };
}

const names = (properties: readonly MemberModel[]) => properties.map(({ name }) => name);

// The marks around the example make the SDKs of other languages leave it out, heading and all.
const withExample = (text: string, example: string | undefined): string =>
  example === undefined
    ? text
    : `${text}\n\n{{% examples %}}\n{{% example %}}\n\n## Example Usage\n\n\`\`\`typescript\n${example}\n\`\`\`\n\n{{% /example %}}\n{{% /examples %}}\n`;

const properties = (list: readonly PropertyModel[], types: Json, owner: string): Json =>
  Object.fromEntries(list.map((property) => [property.name, propertySpec(property, types, owner)]));

function propertySpec(property: MemberModel & Partial<PropertyModel>, types: Json, owner: string): Json {
  // Of a default the text alone tells: an SDK would send it, and a state that holds none would show a change.
  const { name, doc, type, replaces, secret } = property;
  return {
    ...typeSpec(type, types, `${owner}${capitalized(name)}`),
    description: doc.text,
    ...(secret && { secret: true }),
    ...(replaces === true && { willReplaceOnChanges: true }),
  };
}

/** `path` names a type that has no name of its own. */
function typeSpec(type: TypeModel, types: Json, path: string): Json {
  switch (type.kind) {
    case "string":
      return type.values ? enumSpec(type.values, types, path) : { type: "string" };
    case "boolean":
    case "integer":
      return { type: type.kind };
    case "list":
      return { type: "array", items: typeSpec(type.of, types, path) };
    case "map":
      return { type: "object", additionalProperties: typeSpec(type.value, types, path) };
    case "object": {
      const name = type.name ?? path;
      addType(types, name, type);
      return { $ref: `#/types/${token(name)}` };
    }
  }
}

function enumSpec(values: readonly string[], types: Json, name: string): Json {
  types[token(name)] = { type: "string", enum: values.map((value) => ({ value })) };
  return { $ref: `#/types/${token(name)}` };
}

function addType(types: Json, name: string, { doc, members }: ObjectModel): void {
  if (types[token(name)] !== undefined) return;
  types[token(name)] = {};
  types[token(name)] = {
    type: "object",
    ...(doc.text !== "" && { description: doc.text }),
    properties: Object.fromEntries(members.map((member) => [member.name, propertySpec(member, types, name)])),
    required: names(members.filter(({ required }) => required)),
  };
}
