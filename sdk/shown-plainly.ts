import { RunError } from "@pulumi/pulumi";
import { isExpected, showError } from "../provider/show-error";

/**
 * Has a failure of a function be shown as its message. Of other errors Pulumi prints stack and members, for which Node.js
 * 20 takes minutes where a stack has frames of Pulumi's outputs. An expected failure stays the error that it is, with its
 * code, for a program that catches it.
 */
export function shownPlainly(error: unknown, calledFunction: string): Error {
  quietLateHandling();
  if (!(error instanceof Error) || !isExpected(error)) return new RunError(showError(error, calledFunction));
  error.stack = `${error.name}: ${error.message}`;
  // What Pulumi knows its RunError by.
  return Object.defineProperty(error, "__pulumiRunError", { value: true });
}

/** A failure of a program that is shown as its message. Its stack is not looked up, which may take as long, see above. */
export function plainError(message: string): RunError {
  const error = new RunError(message);
  error.stack = `${error.name}: ${message}`;
  return error;
}

/** Pulumi may look at a failed output after it was reported; Node.js would warn of each at the terminal. */
function quietLateHandling(): void {
  if (process.listenerCount("rejectionHandled") === 0) process.on("rejectionHandled", () => {});
}
