#!/usr/bin/env node
import { runCommand } from "./command";

runCommand(process.argv, process.env).catch((error: Error) => {
  process.stderr.write(`cognito-identity-local: ${error.message}\n`);
  process.exitCode = 1;
});
