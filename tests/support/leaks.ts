import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Texts that tests give as secrets bear this word, so that they are found wherever they show. */
const canaries = /canary[-\w]*/;

/** Tokens that the service issues, which are secret in whatever holds them. */
const tokens = /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/;

/** Every file in a folder, but for one in it and for what npm and Pulumi install there. */
export function* writtenFiles(folder: string, except?: string): Generator<[path: string, text: string]> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (path === except || entry.name === "node_modules" || entry.name === "plugins") continue;
    if (entry.isDirectory()) yield* writtenFiles(path, except);
    else if (entry.isFile()) yield [path, withoutDebug(path, readFileSync(path, "latin1"))];
  }
}

/** Pulumi's own library writes every answer of the engine, secrets included, to the debug lines of event logs. */
const withoutDebug = (path: string, text: string): string =>
  path.endsWith(".jsonl")
    ? text
        .split("\n")
        .filter((line) => !line.includes('"severity":"debug"'))
        .join("\n")
    : text;

/** The secrets that show in texts, each with the name of the text and what stands around it. */
export const findLeaks = (texts: Iterable<[name: string, text: string]>): string[] =>
  [...texts].flatMap(([name, text]) =>
    [canaries, tokens].flatMap((secret) => {
      const at = text.search(secret);
      return at < 0 ? [] : [`${name}: …${text.slice(Math.max(0, at - 200), at + 100)}…`];
    }),
  );
