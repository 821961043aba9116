import { readFile } from "node:fs/promises";
import { ExportedState } from "./exported-state";

/** What the exported states of some stacks hold. */
export interface HeldIds {
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
    const state = stateOf(file, await readFile(file, "utf8"));
    for (const id of state.ids) ids.add(id);
    if (state.isEncrypted) encrypted.push(file);
  }
  return { ids, encrypted };
}

function stateOf(file: string, text: string): ExportedState {
  try {
    return new ExportedState(text);
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`);
  }
}
