import { type Command, Option } from "commander";
import { configKey } from "../config";
import { type Context, createContext } from "../context";
import { explainId, isServiceId } from "../model/ids";

/** The options that say where the service is, and with which credentials it is called. */
export interface ServiceOptions {
  readonly endpoint?: string;
  readonly profile?: string;
}

/** A command that takes them. */
export const withServiceOptions = (command: Command): Command =>
  command
    .addOption(new Option("--endpoint <url>", "a URL, or local:PATH"))
    .addOption(new Option("--profile <name>", "a profile of the shared AWS config files"));

/** The settings of a command: its options, and beneath them what the AWS tools read. */
export function contextOf({ endpoint = "", profile = "" }: ServiceOptions): Context {
  const texts = Object.entries({ [configKey("endpoint")]: endpoint, [configKey("profile")]: profile });
  const log = (severity: string, message: string) => void process.stderr.write(`${severity}: ${message}\n`);
  return createContext(Object.fromEntries(texts.filter(([, text]) => text !== "")), { log });
}

/** The argument that is the id of a pool. */
export function poolId(text: string): string {
  if (!isServiceId(text)) throw new Error(`The argument ${explainId("an identity pool", text)}.`);
  return text;
}
