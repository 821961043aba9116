import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import ts from "typescript";
import { operationNames } from "../../provider/model/operations";

const root = resolve(__dirname, "../..");

/** A program of a user, as it sees the published types of the client. */
const program = (() => {
  const name = join(root, "docstrings.ts");
  const types = [
    "ClientOptions",
    "CallOptions",
    "CallRecord",
    "CognitoIdentityError",
    "CognitoIdentityClient",
    "RegionInfo",
  ];
  const text = [
    `import type { ${types.join(", ")}, Input, Output } from "./dist/provider/client";`,
    ...types.map((type) => `export declare const ${type}_: ${type};`),
    ...operationNames.map((operation) => `export declare const Input_${operation}: Input<"${operation}">;`),
    ...operationNames.map((operation) => `export declare const Output_${operation}: Output<"${operation}">;`),
  ].join("\n");
  const options: ts.CompilerOptions = {
    strict: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (file, ...rest) =>
    file === name ? ts.createSourceFile(file, text, ts.ScriptTarget.ES2022) : getSourceFile.call(host, file, ...rest);
  const made = ts.createProgram([name], options, host);
  return { checker: made.getTypeChecker(), source: made.getSourceFile(name) as ts.SourceFile };
})();

/** The members of a type and of what is in it, that belong to this package; with those that have no docstring. */
function membersOf(type: ts.Type, path: string, seen: { all: string[]; silent: string[] }): void {
  const { checker, source } = program;
  for (const part of type.isUnion() ? type.types : [type]) {
    if (checker.isArrayType(part) || checker.isTupleType(part)) {
      for (const item of checker.getTypeArguments(part as ts.TypeReference)) membersOf(item, `${path}[]`, seen);
      continue;
    }
    const { symbol } = part;
    if (!(part.flags & ts.TypeFlags.Object) || part.getCallSignatures().length > 0) continue;
    if (symbol && symbol.name !== "__type" && !path.endsWith("_")) continue;
    for (const member of part.getProperties()) {
      const here = `${path}.${member.name}`;
      const file = member.declarations?.[0]?.getSourceFile().fileName ?? "";
      // What comes from other packages; and the two keys of a map, which its own docstring names.
      if (file.includes("/node_modules/") || /Roles\.(un)?authenticated$/.test(here)) continue;
      if (member.name === "#private") continue;
      seen.all.push(here);
      if (member.getDocumentationComment(checker).length === 0) seen.silent.push(here);
      membersOf(checker.getTypeOfSymbolAtLocation(member, source), here, seen);
    }
    const value = part.getStringIndexType();
    if (value) membersOf(value, `${path}{}`, seen);
  }
}

describe("The published types of the client", () => {
  it("have a docstring for every member of every input, output and option", () => {
    const { checker, source } = program;
    const seen = { all: [] as string[], silent: [] as string[] };
    for (const declared of checker.getExportsOfModule(checker.getSymbolAtLocation(source) as ts.Symbol)) {
      membersOf(checker.getTypeOfSymbolAtLocation(declared, source), declared.name, seen);
    }
    for (const one of ["Output_ListIdentities.Identities[].Logins", "Input_SetIdentityPoolRoles.RoleMappings{}.Type"]) {
      assert(seen.all.includes(one), `${one} is not among ${seen.all.join("\n")}`);
    }
    assert(seen.all.length > 200, `${seen.all.length} members`);
    assert.deepEqual(seen.silent, []);
  });
});
