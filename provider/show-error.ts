import { CognitoIdentityError } from "./model/errors";
import { packageInfo } from "./package-info";
import { PartialFailure, ResourceError } from "./resource-error";

/** Whether an error says all that a user needs; anything else is a bug. */
export const isExpected = (error: unknown): boolean =>
  error instanceof PartialFailure
    ? isExpected(error.cause)
    : error instanceof ResourceError || error instanceof CognitoIdentityError;

/**
 * What the person at the terminal is shown of an error: its message; and of a bug its stack too, with the resource
 * that met it and the place where bugs are reported.
 */
export function showError(error: unknown, resource: string): string {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  if (isExpected(error)) return message;
  const { name, version, bugs } = packageInfo();
  const place = bugs?.url === undefined ? "" : ` at ${bugs.url}`;
  const cause = error instanceof PartialFailure && error.cause instanceof Error ? error.cause.stack : stack;
  return `${message}\nThis is a bug in ${name} ${version}, met by ${resource}. Please report it${place} with this stack:\n${cause}`;
}
