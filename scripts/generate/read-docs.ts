import { join } from "node:path";
import ts from "typescript";
import type { Doc } from "./model";

/** Reads docstrings as editors see them, through TypeScript's checker. */
export class DocReader {
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;
  /** The calls of `defineType`, by the name that each gives. */
  readonly #types = new Map<string, ts.Symbol>();

  constructor(root: string, files: readonly string[]) {
    const config = join(root, "tsconfig.json");
    const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(config, ts.sys.readFile).config, ts.sys, root);
    this.#program = ts.createProgram([...files], options);
    this.#checker = this.#program.getTypeChecker();
    for (const source of this.#program.getSourceFiles()) {
      if (!source.isDeclarationFile) ts.forEachChild(source, (node) => this.#collectTypes(node));
    }
  }

  /** The symbol that a file exports under a name. */
  exported(file: string, name: string): ts.Symbol {
    const source = this.#program.getSourceFile(file);
    const module = source && this.#checker.getSymbolAtLocation(source);
    const found = module && this.#checker.getExportsOfModule(module).find((symbol) => symbol.name === name);
    if (!found) throw new Error(`${file} exports no ${name}.`);
    return found;
  }

  /** The type of a symbol, or of a part of it. */
  typeOf(symbol: ts.Symbol, part?: string): ts.Type {
    const type = this.#checker.getTypeOfSymbol(symbol);
    return part === undefined ? type : this.partOf(type, part);
  }

  partOf(type: ts.Type, part: string): ts.Type {
    return this.#checker.getTypeOfSymbol(this.member(type, part));
  }

  member(type: ts.Type, name: string): ts.Symbol {
    const found = this.#checker.getPropertyOfType(type, name);
    if (!found) throw new Error(`${this.#checker.typeToString(type)} has no ${name}.`);
    return found;
  }

  /** The docstring of a symbol, or of what it is set to. */
  of(symbol: ts.Symbol): Doc {
    const own = this.#read(symbol);
    if (own.text !== "") return own;
    const declaration = symbol.valueDeclaration;
    if (
      !declaration ||
      !ts.isPropertyAssignment(declaration) ||
      !ts.isPropertyAccessExpression(declaration.initializer)
    ) {
      return own;
    }
    const source = this.#checker.getSymbolAtLocation(declaration.initializer.name);
    return source ? this.of(source) : own;
  }

  /** The docstring of a type that `defineType` names. */
  ofType(name: string): Doc {
    const symbol = this.#types.get(name);
    if (!symbol) throw new Error(`No call of defineType names ${name}.`);
    return this.of(symbol);
  }

  #read(symbol: ts.Symbol): Doc {
    const text = ts.displayPartsToString(symbol.getDocumentationComment(this.#checker)).replace(/\s+/g, " ").trim();
    const example = symbol.getJsDocTags(this.#checker).find(({ name }) => name === "example");
    return example ? { text, example: ts.displayPartsToString(example.text).trim() } : { text };
  }

  #collectTypes(node: ts.Node): void {
    if (!ts.isVariableStatement(node)) return;
    for (const { name, initializer } of node.declarationList.declarations) {
      if (!initializer || !ts.isCallExpression(initializer) || initializer.expression.getText() !== "defineType")
        continue;
      const [typeName] = initializer.arguments;
      const symbol = this.#checker.getSymbolAtLocation(name);
      if (symbol && typeName && ts.isStringLiteral(typeName)) this.#types.set(typeName.text, symbol);
    }
  }
}
