import { decode } from "../../provider/model/json";
import { isOperationName, type OperationName, operations, type ParsedInput } from "../../provider/model/operations";
import { type Shape, shapeOf } from "../../provider/model/shapes";
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

/** More are not looked for: an input of a megabyte may break hundreds of thousands of constraints. */
const maxViolations = 1000;

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
  const given = known(shape, parseObject(body)) as Record<string, unknown>;
  const found = violations(shape, given, maxViolations);
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

/** A copy without what AWS ignores: members that the shape does not have, and members that are null. */
function known(shape: Shape, value: unknown): unknown {
  if (Array.isArray(value)) return shape.type === "list" ? value.map((item) => known(shape.of, item)) : value;
  if (typeof value !== "object" || value === null) return value;
  const values = value as Record<string, unknown>;
  const keep = (name: string, inner: Shape) => [name, known(inner, values[name])] as const;
  if (shape.type === "structure") {
    const names = Object.keys(shape.members).filter((name) => Object.hasOwn(values, name) && values[name] !== null);
    return Object.fromEntries(names.map((name) => keep(name, shapeOf(shape.members[name] as Shape))));
  }
  if (shape.type === "map") {
    // A login that is null is an error: without it, a user would be taken for a guest.
    const isSecret = shape.value.type === "string" && shape.value.sensitive;
    const names = Object.keys(values).filter((name) => isSecret || values[name] !== null);
    return Object.fromEntries(names.map((name) => keep(name, shape.value)));
  }
  return value;
}
