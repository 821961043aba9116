import type { Context } from "../context";
import type { ArgsOf, FunctionDefinition, ResultOf } from "../define";
import { CognitoIdentityError } from "../model/errors";
import { regionOf } from "../model/ids";
import { operations } from "../model/operations";
import { formatPath } from "../model/path";
import { required, structure } from "../model/shapes";
import { unknownMembers } from "../model/unknown-members";
import { explainAll, violations } from "../model/validate";
import { fromWire, toWire } from "../names";
import { checkTransport, doesNotExist, type Values, withoutNulls } from "../properties";
import { isUnknown } from "../unknown";

/** A function of the service as programs call it: plain data by the names of programs. */
export interface ServiceFunction<Args, Result> {
  readonly definition: FunctionDefinition;
  /** Rejects arguments that are wrong whatever the service says. */
  check(context: Context, args: Args): Promise<void>;
  run(context: Context, args: Args): Promise<Result>;
}

/** What a function does. */
export type Run<D extends FunctionDefinition> = (context: Context, args: ArgsOf<D>) => Promise<ResultOf<D>>;

/** Joins a definition and what the function does with arguments that are right; by default one call of its operation. */
export const createFunction = <const D extends FunctionDefinition>(
  definition: D,
  run: Run<D> = (context, args) => callOperation(context, definition, args),
): ServiceFunction<ArgsOf<D>, ResultOf<D>> => ({
  definition,
  check: (context, args) => checkArgs(context, definition, args),
  async run(context, args) {
    await checkArgs(context, definition, args);
    return run(context, withoutNulls(args) as ArgsOf<D>);
  },
});

/** Checks arguments by a definition. */
export async function checkArgs(context: Context, definition: FunctionDefinition, args: object): Promise<void> {
  const members = Object.entries(definition.args).map(([name, { shape, required: isRequired }]) => [
    name,
    isRequired ? required(shape) : shape,
  ]);
  const shape = structure(Object.fromEntries(members));
  const lost = Object.entries(args ?? {}).flatMap(([name, value]) => checkTransport(value, [name]));
  const unknown = unknownMembers(shape, args).map(({ path, name, names }) => ({
    property: formatPath([...path, name]),
    reason: doesNotExist(name, names),
  }));
  const wrong = [...lost, ...unknown].map(({ property, reason }) => `${property} ${reason}`);
  const found = violations(shape, args).filter(({ value }) => !isUnknown(value));
  if (lost.length === 0 && found.length > 0) wrong.push(explainAll(found));
  if (wrong.length > 0) throw invalidArguments(definition, wrong.join("; "));
  const { region } = args as Values;
  const reason = typeof region === "string" && !isUnknown(region) ? await context.regionReason(region) : undefined;
  if (reason !== undefined) throw invalidArguments(definition, `region: ${reason}`);
}

/** What a program did wrong in calling a function. */
export const invalidArguments = ({ name, operation }: FunctionDefinition, message: string): CognitoIdentityError =>
  new CognitoIdentityError({ code: "ValidationException", operation, message: `${name}: ${message}` });

/** Which region a call goes to: that of the pool or identity that it is about. */
export function regionOfArgs({ region, identityPoolId, identityId }: Values): string | undefined {
  const id = region ?? identityPoolId ?? identityId;
  return typeof id === "string" ? regionOf(id) : undefined;
}

/** Calls the operation of a function with arguments of a program, and answers in its names. */
export async function callOperation<Result>(
  context: Context,
  definition: FunctionDefinition,
  args: object,
): Promise<Result> {
  const { name, operation } = definition;
  if (operation === undefined) throw new Error(`${name} has no operation.`);
  const { input, output } = operations[operation];
  const answer = await context.client(regionOfArgs({ ...args })).call(operation, toWire(input, args) as never);
  return fromWire(output, answer) as Result;
}
