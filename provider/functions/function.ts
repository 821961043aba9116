import type { Context } from "../context";
import type { ArgsOf, FunctionDefinition, ResultOf } from "../define";
import { CognitoIdentityError } from "../model/errors";
import { regionOf } from "../model/ids";
import { type OperationName, operations } from "../model/operations";
import { explainAll, violations } from "../model/validate";
import { fromWire, programShape, toWire } from "../names";
import type { Values } from "../properties";

/** A function of the service as programs call it: plain data by the names of programs. */
export interface ServiceFunction<Args, Result> {
  readonly definition: FunctionDefinition;
  run(context: Context, args: Args): Promise<Result>;
}

/** What a function does. */
export type Run<D extends FunctionDefinition> = (context: Context, args: ArgsOf<D>) => Promise<ResultOf<D>>;

/** Joins a definition and what the function does; by default one call of its operation. */
export const createFunction = <const D extends FunctionDefinition>(
  definition: D,
  run: Run<D> = (context, args) => callOperation(context, definition, args),
): ServiceFunction<ArgsOf<D>, ResultOf<D>> => ({ definition, run });

/** What a program did wrong in calling a function. */
export const invalidArguments = ({ name, operation }: FunctionDefinition, message: string): CognitoIdentityError =>
  new CognitoIdentityError({ code: "ValidationException", operation, message: `${name}: ${message}` });

/** Which region a call goes to: that of the pool or identity that it is about. */
export function regionOfArgs({ region, identityPoolId, identityId }: Values): string | undefined {
  const id = region ?? identityPoolId ?? identityId;
  return typeof id === "string" ? regionOf(id) : undefined;
}

/** Checks how many items a list may have in all; without a limit there is none. */
export function checkLimit(definition: FunctionDefinition, limit = Number.POSITIVE_INFINITY): number {
  if (limit === Number.POSITIVE_INFINITY || (Number.isInteger(limit) && limit >= 0)) return limit;
  throw invalidArguments(definition, `limit must be a whole number of at least 0, not ${JSON.stringify(limit)}`);
}

/** Checks arguments by the input of an operation, by the names of programs. */
export function checkArgs(definition: FunctionDefinition, operation: OperationName, args: object): void {
  const found = violations(programShape(operations[operation].input), args);
  if (found.length === 0) return;
  throw invalidArguments(definition, explainAll(found));
}

/** Calls the operation of a function with arguments of a program, and answers in its names. */
export async function callOperation<Result>(
  context: Context,
  definition: FunctionDefinition,
  args: object,
): Promise<Result> {
  const { name, operation } = definition;
  if (operation === undefined) throw new Error(`${name} has no operation.`);
  checkArgs(definition, operation, args);
  const { input, output } = operations[operation];
  const answer = await context.client(regionOfArgs({ ...args })).call(operation, toWire(input, args) as never);
  return fromWire(output, answer) as Result;
}
