import type { ResourceDefinition } from "./define";
import { isEqual, type Values, withoutUndefined } from "./properties";

/** Parts the properties of a resource from those of the dynamic shell, whose names begin with `__`. */
export function splitShellProperties(properties: Values): [resource: Values, shell: Values] {
  const isOfShell = ([name]: [string, unknown]) => name.startsWith("__");
  const entries = Object.entries(properties);
  return [
    Object.fromEntries(entries.filter((entry) => !isOfShell(entry))),
    Object.fromEntries(entries.filter(isOfShell)),
  ];
}

/**
 * The outputs that the dynamic shell records. It gets no old inputs, only old outputs, which hold the inputs under their
 * own names; so they also note what can't be told from them: the resource's name, and which inputs the program left out.
 */
export const withMemory = (
  { inputs: table }: ResourceDefinition,
  state: Values,
  inputs: Values,
  { __resourceName }: Values,
): Values => ({
  ...withoutUndefined({ ...state, __resourceName }),
  __unset: Object.keys(table).filter((name) => state[name] !== undefined && inputs[name] === undefined),
});

/** The names of the inputs that the program set before; undefined where the outputs do not note it, as older ones. */
export function inputsSetBefore({ inputs: table }: ResourceDefinition, outputs: Values): string[] | undefined {
  const { __unset: unset } = outputs;
  if (!Array.isArray(unset)) return undefined;
  return Object.keys(table).filter((name) => outputs[name] !== undefined && !unset.includes(name));
}

/**
 * The inputs that a refresh records: those that the program set before, as they were found, and what else has changed,
 * but for values that the service alone decides on. All are inputs where it is not known what the program set.
 */
export function inputsFound(
  { inputs, outputs }: ResourceDefinition,
  found: Values,
  before: Values,
  setBefore: readonly string[] | undefined,
): Values {
  const isInput = ([name, value]: [string, unknown]) => {
    if (!Object.hasOwn(inputs, name)) return outputs[name]?.computed === "check";
    if (!setBefore || setBefore.includes(name)) return true;
    return inputs[name]?.computed !== "create" && !isEqual(value, before[name]);
  };
  return Object.fromEntries(Object.entries(found).filter(isInput));
}
