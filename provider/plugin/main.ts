#!/usr/bin/env node
/** `pulumi-resource-cognito-identity`: the provider plugin, which Pulumi's engine starts with its own address. */
import { packageInfo } from "../package-info";
import { serve } from "./serve";

const orphanCheck = 5_000;

async function main(): Promise<void> {
  if (process.argv[2] === "--version") {
    process.stdout.write(`${packageInfo().version}\n`);
    return;
  }
  const engineAddress = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
  const { port } = await serve(engineAddress);
  // The engine reads the port from standard output, and nothing else may stand there.
  process.stdout.write(`${port}\n`);
  if (engineAddress !== undefined) endWithParent();
}

/** An engine that is killed can't end its plugins. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, orphanCheck).unref();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
