import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type ts from "typescript";
import { obeyedKeys } from "../../provider/config/aws-keys";
import type { FunctionDefinition, Property, PropertyTable, ResourceDefinition } from "../../provider/define";
import type { Operation } from "../../provider/model/operations";
import { isRequired, type Shape, shapeOf } from "../../provider/model/shapes";
import type {
  FunctionModel,
  OperationModel,
  PackageModel,
  PropertyModel,
  ResourceModel,
  SettingModel,
  TypeModel,
} from "./model";
import { DocReader } from "./read-docs";

/** Reads all definitions of the checkout at `root`: values by running them, docstrings by TypeScript. */
export function readDefinitions(root: string): PackageModel {
  const modulesOf = (folder: string) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(root, folder, name))
      .sort();
  const files = [...modulesOf("provider/resources"), ...modulesOf("provider/functions")];
  const config = join(root, "provider/config/settings.ts");
  const table = join(root, "provider/model/operations.ts");
  const docs = new DocReader(root, [...files, config, table]);
  const defined = files.flatMap((file) => {
    const loaded = require(file) as Record<string, unknown>;
    return loaded.definition === undefined
      ? []
      : [{ file, exports: Object.keys(loaded), definition: loaded.definition }];
  });
  return {
    operations: readOperations(docs, table),
    resources: defined
      .filter(({ file }) => file.includes(join("provider", "resources")))
      .map(({ file, definition }) => readResource(docs, file, definition as ResourceDefinition))
      .sort(byName),
    functions: defined
      .filter(({ file }) => file.includes(join("provider", "functions")))
      .map(({ file, definition }) => readFunction(docs, file, definition as FunctionDefinition))
      .sort(byName),
    settings: readSettings(docs, config),
  };
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

const fileName = (file: string) => basename(file, ".ts");

function readResource(docs: DocReader, file: string, definition: ResourceDefinition): ResourceModel {
  const { name, noun, id, calls } = definition;
  const symbol = docs.exported(file, "definition");
  const table = (part: "inputs" | "outputs") => readTable(docs, docs.typeOf(symbol, part), definition[part]);
  return {
    name,
    runtime: name.charAt(0).toLowerCase() + name.slice(1),
    file: fileName(file),
    noun,
    id,
    calls,
    doc: docs.of(symbol),
    inputs: table("inputs"),
    outputs: table("outputs"),
  };
}

function readFunction(docs: DocReader, file: string, definition: FunctionDefinition): FunctionModel {
  const { name, operation, calls = [], registers, secret } = definition;
  const symbol = docs.exported(file, "definition");
  const table = (part: "args" | "result") => readTable(docs, docs.typeOf(symbol, part), definition[part]);
  return {
    name,
    file: fileName(file),
    calls: operation === undefined ? calls : [operation, ...calls],
    doc: docs.of(symbol),
    registers,
    secret,
    args: table("args"),
    result: table("result"),
  };
}

function readOperations(docs: DocReader, file: string): OperationModel[] {
  const { operations } = require(file) as typeof import("../../provider/model/operations");
  const type = docs.typeOf(docs.exported(file, "operations"));
  return Object.entries<Operation>(operations).map(([name, { signed, onceBecause, unlessGiven }]) => ({
    name,
    doc: docs.of(docs.member(type, name)),
    signed,
    onceBecause,
    unlessGiven,
  }));
}

function readSettings(docs: DocReader, file: string): SettingModel[] {
  const { settings } = require(file) as typeof import("../../provider/config/settings");
  const type = docs.typeOf(docs.exported(file, "settings"));
  return readTable(docs, type, settings as PropertyTable).map((setting) => {
    const aws = obeyedKeys.filter(({ sets }) => sets === setting.name).map(({ key }) => key);
    return { ...setting, aws };
  });
}

function readTable(docs: DocReader, type: ts.Type, table: PropertyTable): PropertyModel[] {
  return Object.entries(table).map(([name, { shape, ...flags }]: [string, Property]) => {
    const symbol = docs.member(type, name);
    const shapeType = docs.typeOf(symbol, "shape");
    return {
      ...flags,
      name,
      doc: docs.of(symbol),
      type: readType(docs, shapeType, shape),
      required: flags.required === true,
      filledIn: flags.computed !== undefined,
    };
  });
}

function readType(docs: DocReader, type: ts.Type, shape: Shape): TypeModel {
  switch (shape.type) {
    case "string":
      return { kind: "string", values: shape.enum, secret: shape.sensitive };
    case "boolean":
    case "integer":
      return { kind: shape.type };
    case "list":
      return { kind: "list", of: readType(docs, docs.partOf(type, "of"), shape.of) };
    case "map":
      return { kind: "map", value: readType(docs, docs.partOf(type, "value"), shape.value), keys: shape.key.enum };
    case "structure": {
      const { typeName, filledIn = [] } = shape as { typeName?: string; filledIn?: readonly string[] };
      const members = docs.partOf(type, "members");
      return {
        kind: "object",
        name: typeName,
        doc: typeName === undefined ? { text: "" } : docs.ofType(typeName),
        members: Object.entries(shape.members).map(([name, member]) => {
          const symbol = docs.member(members, name);
          const memberType = isRequired(member) ? docs.typeOf(symbol, "required") : docs.typeOf(symbol);
          return {
            name,
            doc: docs.of(symbol),
            type: readType(docs, memberType, shapeOf(member)),
            required: isRequired(member),
            filledIn: filledIn.includes(name),
          };
        }),
      };
    }
    default:
      throw new Error(`Programs have no type for ${shape.type}.`);
  }
}
