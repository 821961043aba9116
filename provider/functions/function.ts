import type { Context } from "../context";
import { CognitoIdentityError } from "../model/errors";
import { regionOf } from "../model/ids";
import { type OperationName, operations } from "../model/operations";
import { explain, placeOf, violations } from "../model/validate";
import { fromWire, programShape, toWire } from "../names";

/** A function of the service as programs call it: plain data by the names of programs. */
export interface ServiceFunction<Args, Result> {
  /** For example `getId`. */
  readonly name: string;
  /** Whether a call may register something, so that a preview must not make it. */
  readonly registers?: true;
  /** Whether the result, or a part of it, is a secret. */
  readonly secret?: true;
  run(context: Context, args: Args): Promise<Result>;
}

/** Which region a call goes to: that of the pool or identity that it is about. */
export function regionOfArgs(args: Readonly<Record<string, unknown>>): string | undefined {
  const id = args.region ?? args.identityPoolId ?? args.identityId;
  return typeof id === "string" ? regionOf(id) : undefined;
}

/** Checks how many items a list may have in all; without a limit there is none. */
export function checkLimit(name: string, operation: OperationName, limit = Number.POSITIVE_INFINITY): number {
  if (limit === Number.POSITIVE_INFINITY || (Number.isInteger(limit) && limit >= 0)) return limit;
  const message = `${name}: limit must be a whole number of at least 0, not ${JSON.stringify(limit)}`;
  throw new CognitoIdentityError({ code: "ValidationException", operation, message });
}

/** Checks arguments by the input of an operation, by the names of programs. */
export function checkArgs(name: string, operation: OperationName, args: Readonly<Record<string, unknown>>): void {
  const found = violations(programShape(operations[operation].input), args);
  if (found.length === 0) return;
  throw new CognitoIdentityError({
    code: "ValidationException",
    operation,
    message: `${name}: ${found.map((violation) => `${placeOf(violation)} ${explain(violation)}`).join("; ")}`,
  });
}

/** Calls one operation with arguments of a program, and answers in its names. */
export async function callOperation<Result>(
  context: Context,
  name: string,
  operation: OperationName,
  args: object,
): Promise<Result> {
  const bag = args as Record<string, unknown>;
  checkArgs(name, operation, bag);
  const input = toWire(operations[operation].input, bag);
  const output = await context.client(regionOfArgs(bag)).call(operation, input as never);
  return fromWire(operations[operation].output, output) as Result;
}
