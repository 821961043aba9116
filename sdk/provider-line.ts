import { existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { RunError } from "@pulumi/pulumi";

/**
 * The code of the provider of a kind of resource, which is in the state of every stack: it requires this package from the
 * folder in which Pulumi runs the program. Where only a library of the program depends on this package, it goes there by
 * the names of the libraries on the way, which are the same on every machine.
 */
export function providerLine(runtime: string): string {
  const libraries = librariesTo(process.cwd());
  return libraries.length === 0 ? directLine(runtime) : lineThrough(libraries, runtime);
}

export const directLine = (runtime: string): string =>
  `exports.handler = () => require("module").createRequire(process.cwd() + "/_")("pulumi-cognito-identity/provider").${runtime};\n`;

/** Real paths, as package managers link libraries to where what they depend on stands beside them. */
const lineThrough = (libraries: readonly string[], runtime: string): string =>
  `exports.handler = () => { const fs = require("fs"), { createRequire } = require("module"); return ${JSON.stringify(libraries)}` +
  `.reduce((from, name) => createRequire(fs.realpathSync(from.resolve.paths(name).map((folder) => folder + "/" + name).find(fs.existsSync) ?? name) + "/_"), createRequire(process.cwd() + "/_"))` +
  `("pulumi-cognito-identity/provider").${runtime}; };\n`;

/** A cache: what is installed stays where it is while the program runs. */
const known = new Map<string, readonly string[]>();

/** The libraries through which this package is found from a folder, from the outside in; none where it is found at once. */
function librariesTo(folder: string): readonly string[] {
  const found = known.get(folder) ?? searchLibraries(folder);
  if (!found) {
    throw new RunError(
      `pulumi-cognito-identity can't be found from ${folder}, where Pulumi runs the resources: ` +
        "add it to the dependencies of the package.json beside Pulumi.yaml, and install them.",
    );
  }
  known.set(folder, found);
  return found;
}

const deepest = 3;

/** Breadth first, through what each package.json says that it depends on. */
function searchLibraries(folder: string): readonly string[] | undefined {
  const self = realpathSync(dirname(require.resolve("pulumi-cognito-identity/package.json")));
  const seen = new Set<string>();
  let level: { folder: string; names: readonly string[] }[] = [{ folder, names: [] }];
  for (let depth = 0; depth <= deepest; depth++) {
    const next: typeof level = [];
    for (const { folder, names } of level) {
      const from = createRequire(join(folder, "_"));
      if (depth === 0 ? resolves(from) : packageFolder(from, "pulumi-cognito-identity") === self) return names;
      for (const name of dependenciesOf(folder, depth === 0)) {
        const library = packageFolder(from, name);
        if (library === undefined || seen.has(library)) continue;
        seen.add(library);
        next.push({ folder: library, names: [...names, name] });
      }
    }
    level = next;
  }
  return undefined;
}

function resolves(from: NodeJS.Require): boolean {
  try {
    from.resolve("pulumi-cognito-identity/provider");
    return true;
  } catch {
    return false;
  }
}

/** Where a package is that a module requires. */
function packageFolder(from: NodeJS.Require, name: string): string | undefined {
  const found = (from.resolve.paths(name) ?? []).map((folder) => join(folder, name)).find(existsSync);
  return found && realpathSync(found);
}

/** What the nearest package.json says that it depends on, in its order; what is needed for development, of a project alone. */
function dependenciesOf(folder: string, isProject: boolean): string[] {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return folder === dirname(folder) ? [] : dependenciesOf(dirname(folder), isProject);
  const { dependencies, optionalDependencies, peerDependencies, devDependencies } = JSON.parse(
    readFileSync(file, "utf8"),
  );
  const forDevelopment = isProject ? devDependencies : {};
  return Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies, ...forDevelopment });
}
