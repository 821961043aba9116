#!/usr/bin/env node
import { printable } from "../../provider/model/printable";
import { runCommand } from "./command";

runCommand(process.argv).catch((error: Error) => {
  process.stderr.write(`cognito-identity-local: ${printable(error.message)}\n`);
  process.exitCode = 1;
});
