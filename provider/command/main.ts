#!/usr/bin/env node
import { createCommand } from "./command";

createCommand(process.stdout)
  .parseAsync(process.argv)
  .catch((error: Error) => {
    process.stderr.write(`pulumi-cognito-identity: ${error.message}\n`);
    process.exitCode = 1;
  });
