import type { ResourceDefinition } from "../define";
import { isServiceId, regionOf } from "../model/ids";
import type { Values } from "../properties";
import { splitShellProperties } from "../recorded-properties";

/**
 * What is recorded of an object as this provider would record it. It may have been the dynamic shell that did, or the AWS
 * provider, whose resources of the same names are the same objects: it fills in less, and writes what is unset as empty.
 */
export function ownState({ inputs, outputs }: ResourceDefinition, recorded: Values, id?: string): Values {
  const [all] = splitShellProperties(recorded);
  const known = Object.entries(all).filter(([name, value]) => !(Object.hasOwn(inputs, name) && value === ""));
  if (known.length === 0) return {};
  const state = Object.fromEntries(known.map(([name, value]) => [name, withoutShellProperties(value)]));
  const identityPoolId = state.identityPoolId ?? id;
  if (!isServiceId(identityPoolId)) return state;
  return {
    ...state,
    ...(Object.hasOwn(outputs, "identityPoolId") && { identityPoolId }),
    region: state.region ?? regionOf(identityPoolId),
    // The service's own map is not the program's.
    ...(state.useDefaults === true && { principalTags: undefined }),
  };
}

/** The names of the inputs that the program set, of those that are recorded: the AWS provider notes its own defaults. */
export function namesSet(recorded: Values): string[] {
  const { __defaults: defaults } = recorded;
  const filledIn = new Set<unknown>(Array.isArray(defaults) ? defaults : []);
  return Object.keys(splitShellProperties(recorded)[0]).filter((name) => !filledIn.has(name));
}

function withoutShellProperties(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutShellProperties);
  const entries = Object.entries(value).filter(([name]) => name !== "__defaults");
  return Object.fromEntries(entries.map(([name, item]) => [name, withoutShellProperties(item)]));
}
