import { status } from "@grpc/grpc-js";
import type { ResourceDefinition } from "../define";
import { functions } from "../functions";
import type { ServiceFunction } from "../functions/function";
import type { Values } from "../properties";
import type { Resource } from "../resource";
import { resources } from "../resources";
import { callFailure } from "./failure";

/** The name of the package in Pulumi, and of its one module. */
const packageName = "cognito-identity";
const tokenPrefix = `${packageName}:index:`;

/** What a call of the engine is about. */
export interface Subject {
  /** What people call it: the kind and the name of a resource, or the name of a function. */
  readonly title: string;
  readonly name?: string;
  readonly urn?: string;
  readonly definition?: ResourceDefinition;
}

/** The resource that a URN, `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`, names, and its kind. */
export function resourceOf(urn: string): Subject & { readonly resource: Resource } {
  const [, , types = "", ...names] = urn.split("::");
  const resource = resourceOfToken(types.split("$").at(-1) ?? "");
  const name = names.join("::");
  return { resource, definition: resource.definition, urn, name, title: `${resource.definition.name} ${name}` };
}

/** The kind of resource with a token, for example `cognito-identity:index:IdentityPool`. */
export function resourceOfToken(token: string): Resource {
  const found = Object.values(resources).find(({ definition }) => tokenPrefix + definition.name === token);
  if (!found) throw callFailure(`This provider has no resource ${token}.`, status.NOT_FOUND);
  return found;
}

/** The function with a token, for example `cognito-identity:index:getId`. */
export function functionOf(token: string): Subject & { readonly called: ServiceFunction<Values, Values> } {
  const called = Object.values<{ definition: { name: string } }>(functions).find(
    ({ definition }) => tokenPrefix + definition.name === token,
  );
  if (!called) throw callFailure(`This provider has no function ${token}.`, status.NOT_FOUND);
  // The function checks the arguments that the engine sends.
  return { called: called as ServiceFunction<Values, Values>, title: called.definition.name };
}
