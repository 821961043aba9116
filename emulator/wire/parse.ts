import { decode } from "../../provider/model/json";
import { isOperationName, type OperationName, operations, type ParsedInput } from "../../provider/model/operations";
import { violations } from "../../provider/model/validate";
import { ServiceError } from "../service-error";
import { describeMismatch, describeViolations } from "./constraint-message";
import type { LocalRequest } from "./request";

const targetPrefix = "AWSCognitoIdentityService.";

/**
 * AWS does not insist on this required member: its iOS SDK's tests update a pool without it. It counts as false, unless
 * something else is wrong, too.
 */
const optionalMember = "AllowUnauthenticatedIdentities";

const isOptional = (name: OperationName, path: readonly (string | number)[]) =>
  (name === "CreateIdentityPool" || name === "UpdateIdentityPool") && path.join() === optionalMember;

const serialization = (message: string) => new ServiceError("SerializationException", message);

/** The operation that X-Amz-Target names. */
export function operationOf({ method, path, headers }: LocalRequest): OperationName {
  const target = headers["x-amz-target"] ?? "";
  const name = target.slice(targetPrefix.length);
  if (method !== "POST" || path !== "/" || !target.startsWith(targetPrefix) || !isOperationName(name)) {
    throw new ServiceError("UnknownOperationException", "");
  }
  return name;
}

/** Parses and validates the input of an operation; throws AWS's error if it is wrong. */
export function parseInput<N extends OperationName>(name: N, body: Uint8Array | string): ParsedInput<N> {
  const shape = operations[name].input;
  const given = withoutNulls(parseObject(body));
  const found = violations(shape, given);
  const [first] = found;
  if (found.length === 1 && first?.constraint.kind === "required" && isOptional(name, first.path)) {
    return decode(shape, { ...given, [optionalMember]: false }) as ParsedInput<N>;
  }
  const mismatch = found.find(({ constraint, value }) => constraint.kind === "type" && value !== null);
  if (mismatch) throw serialization(describeMismatch(mismatch));
  if (found.length > 0) throw new ServiceError("ValidationException", describeViolations(shape, given, found));
  return decode(shape, given) as ParsedInput<N>;
}

function parseObject(body: Uint8Array | string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(typeof body === "string" ? body : new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw serialization("The request body is not valid JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw serialization("Start of structure or map expected.");
  }
  return value as Record<string, unknown>;
}

/** A member that is null counts as absent. */
function withoutNulls(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
}
