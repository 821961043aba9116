import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import type { ClientOptions } from "../options";

/** Shared AWS files in the place of the default ones, under the names of smithy's loaders. */
export interface SharedFiles {
  readonly configFilepath?: string;
  /** The credentials file. */
  readonly filepath?: string;
}

/** The files that the options name. Several count as one, in which what comes later overrides what comes before. */
export async function loadSharedFiles({
  sharedConfigFiles = [],
  sharedCredentialsFiles = [],
}: ClientOptions): Promise<SharedFiles> {
  const [configFilepath, filepath] = await Promise.all([oneFile(sharedConfigFiles), oneFile(sharedCredentialsFiles)]);
  return { configFilepath, filepath };
}

async function oneFile(paths: readonly string[]): Promise<string | undefined> {
  const files = paths.map((path) => path.replace(/^~(?=[/\\])/, homedir()));
  if (files.length < 2) return files[0];
  const texts = await Promise.all(files.map(readIfThere));
  // Smithy's loaders take one path: it stands for the text of all.
  const path = join("shared", files.join(delimiter));
  const { externalDataInterceptor } = require("@smithy/core/config") as typeof import("@smithy/core/config");
  externalDataInterceptor.interceptFile(path, texts.join("\n"));
  return path;
}

/** A file that is missing counts as empty, as in other AWS tools. */
async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
