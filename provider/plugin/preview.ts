import type { Property, ResourceDefinition } from "../define";
import { type Values, withoutUndefined } from "../properties";
import { isKnown, unknownValue } from "../unknown";

const isAlwaysInState = ({ required, computed }: Property): boolean => required === true || computed !== undefined;

/** What is recorded before an update. */
interface Before {
  readonly state: Values;
  readonly setBefore?: readonly string[] | undefined;
}

/**
 * What a creation or an update will record, as far as it can be told before: checked inputs as they are, and what only
 * the service knows as it is in the state; unknown where there is no state yet, or the program left it out just now.
 */
export function previewState(
  { inputs: table, outputs }: ResourceDefinition,
  inputs: Values,
  { state, setBefore }: Before = { state: {} },
): Values {
  const preview: Record<string, unknown> = { ...inputs };
  for (const [name, property] of Object.entries({ ...table, ...outputs })) {
    if (inputs[name] !== undefined || !isAlwaysInState(property)) continue;
    const mayChange = property.changedByUpdates || setBefore?.includes(name);
    preview[name] = mayChange ? unknownValue : (state[name] ?? unknownValue);
  }
  return withoutUndefined(preview);
}

/** Checked inputs, where what a check could not complete in a preview is unknown. */
export function completeInputs({ inputs: table, outputs }: ResourceDefinition, inputs: Values): Values {
  if (Object.values(inputs).every(isKnown)) return inputs;
  const missing = Object.entries({ ...table, ...outputs }).filter(
    ([name, { computed }]) => computed === "check" && inputs[name] === undefined,
  );
  return { ...inputs, ...Object.fromEntries(missing.map(([name]) => [name, unknownValue])) };
}
