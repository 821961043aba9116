#!/usr/bin/env node
import { runCommand } from "./command";

runCommand(process.argv).catch((error: Error) => {
  process.stderr.write(`cognito-identity-local: ${error.message}\n`);
  process.exitCode = 1;
});
