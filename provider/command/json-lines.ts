import { appendFileSync, createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createInterface } from "node:readline";

/** A line of a file, and what it holds: undefined for what is no JSON. */
export interface JsonLine {
  readonly number: number;
  readonly value: unknown;
}

/** The lines of a file, one by one. */
export async function* readJsonLines(file: string): AsyncGenerator<JsonLine> {
  let number = 0;
  const input = createReadStream(file);
  const failed = new Promise<never>((_, reject) => input.once("error", reject));
  failed.catch(() => {});
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  for (;;) {
    const next = await Promise.race([lines.next(), failed]);
    if (next.done) return;
    number++;
    yield { number, value: parse(next.value) };
  }
}

/** Adds a line to a file that only its owner may read, as it may name people. */
export const appendJsonLine = (file: string, value: object): void =>
  appendFileSync(file, `${JSON.stringify(value)}\n`, { mode: 0o600 });

/** Takes off the half line that a crash has left at the end of a file; false where there is no file. */
export async function cutHalfLine(file: string): Promise<boolean> {
  const handle = await open(file, "r+").catch((error) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (!handle) return false;
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(65_536);
    for (let end = size; ; end -= buffer.length) {
      const start = Math.max(0, end - buffer.length);
      const { bytesRead } = await handle.read(buffer, 0, Math.max(0, end - start), start);
      const last = buffer.subarray(0, bytesRead).lastIndexOf("\n");
      if (last >= 0 || start === 0) {
        await handle.truncate(last >= 0 ? start + last + 1 : 0);
        return true;
      }
    }
  } finally {
    await handle.close();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
