import { readFile } from "node:fs/promises";

/** What the exported states of some stacks hold. */
export interface HeldIds {
  /** Every id of the service, of whatever resource or output, that anything in them names. */
  readonly ids: ReadonlySet<string>;
  /** The files with encrypted values, which may name more. */
  readonly encrypted: readonly string[];
}

/**
 * Reads files as `pulumi stack export` writes them.
 * @throws Error for a file that is no such state.
 */
export async function readHeldIds(files: readonly string[]): Promise<HeldIds> {
  const ids = new Set<string>();
  const encrypted: string[] = [];
  for (const file of files) {
    const text = await readFile(file, "utf8");
    if (!isState(text)) throw new Error(`${file} is no state of a stack, as "pulumi stack export" writes it.`);
    for (const [id] of text.matchAll(/[a-z][\w-]*:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)) ids.add(id);
    if (text.includes('"ciphertext"')) encrypted.push(file);
  }
  return { ids, encrypted };
}

function isState(text: string): boolean {
  try {
    return typeof JSON.parse(text)?.deployment === "object";
  } catch {
    return false;
  }
}
