import type { ResourceDefinition } from "./define";
import type { Values } from "./properties";

/** Parts the properties of a resource from those of the dynamic shell, whose names begin with `__`. */
export function splitShellProperties(properties: Values): [resource: Values, shell: Values] {
  const isOfShell = ([name]: [string, unknown]) => name.startsWith("__");
  const entries = Object.entries(properties);
  return [
    Object.fromEntries(entries.filter((entry) => !isOfShell(entry))),
    Object.fromEntries(entries.filter(isOfShell)),
  ];
}

/** The inputs among the values of a state, with the outputs that a check computes. */
export function inputsOf({ inputs, outputs }: ResourceDefinition, state: Values): Values {
  const isInput = (name: string) => Object.hasOwn(inputs, name) || outputs[name]?.computed === "check";
  return Object.fromEntries(Object.entries(state).filter(([name]) => isInput(name)));
}
