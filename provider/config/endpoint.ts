import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { isLocal, localPath } from "../model/local";

/** What is wrong with an endpoint, and what was probably meant; undefined when nothing is. */
export function endpointProblem(endpoint: string): { readonly reason: string; readonly meant?: string } | undefined {
  if (isLocal(endpoint)) {
    if (localPath(endpoint) !== "") return undefined;
    return { reason: "needs the path of a SQLite file", meant: "local:cognito.db" };
  }
  if (/^https?:\/\//.test(endpoint) && URL.canParse(endpoint)) return undefined;
  const reason = `must be an http or https URL, or local:PATH, not ${JSON.stringify(endpoint)}`;
  return { reason, meant: meantEndpoint(endpoint) };
}

function meantEndpoint(text: string): string | undefined {
  if (/^([\w.-]+|\[[\da-f:]+\]):\d+(\/.*)?$/i.test(text)) return `http://${text}`;
  const [, scheme, rest = ""] = /^(\w+):(?!\/\/)(.+)$/.exec(text) ?? [];
  if (scheme?.toLowerCase().startsWith("loc")) return `local:${rest}`;
  return text.includes(":") ? undefined : `local:${text}`;
}

/** Makes the path of a `local:PATH` endpoint absolute: it is relative to the Pulumi project. */
export function resolveEndpoint(endpoint: string | undefined, directory = process.cwd()): string | undefined {
  const path = endpoint && localPath(endpoint);
  return path === undefined || path === "" || path === ":memory:" || isAbsolute(path)
    ? endpoint
    : `local:${resolveInProject(path, directory)}`;
}

/** Makes a path absolute that is relative to the Pulumi project. */
export const resolveInProject = (path: string, directory = process.cwd()): string =>
  resolve(projectDirectory(directory), path);

/** The nearest folder with a Pulumi.yaml, from the one in which Pulumi runs the program upwards. */
function projectDirectory(directory: string): string {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    if (["Pulumi.yaml", "Pulumi.yml"].some((name) => existsSync(join(folder, name)))) return folder;
    if (folder === dirname(folder)) return directory;
  }
}
