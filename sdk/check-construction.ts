import { RunError } from "@pulumi/pulumi";
import { explainNoObject, typeName } from "../provider/model/validate";

/** What a program gives to a constructor, of which JavaScript checks nothing. */
export interface Construction {
  readonly name: unknown;
  readonly args: unknown;
  readonly opts: unknown;
}

/**
 * Refuses what can't be the name, the arguments or the options of a resource, a component or a provider, in one line: of
 * other errors Pulumi prints the stack. A text, for example, would be taken for an object of its letters.
 * @param kind For example `IdentityPool`.
 */
export function checkConstruction(kind: string, { name, args, opts }: Construction): void {
  if (typeof name !== "string" || name === "") {
    const given = name === "" ? "an empty one" : typeName(name);
    throw new RunError(`${kind}: the name of a resource must be a string, not ${given}.`);
  }
  checkObject(`${kind} ${name}: the arguments`, args);
  checkObject(`${kind} ${name}: the options`, opts);
  // What has the option is looked up and not made, for `get` sets it.
  const { id } = (opts ?? { id: name }) as { readonly id?: unknown };
  const isLookedUp = typeof opts === "object" && opts !== null && Object.hasOwn(opts, "id");
  if (isLookedUp && (id === undefined || id === null || id === "")) {
    throw new RunError(
      `${kind} ${name}: the id of what is looked up is required; ${kind}.get(${JSON.stringify(name)}, ID).`,
    );
  }
}

function checkObject(what: string, value: unknown): void {
  const reason = value === undefined || value === null ? undefined : explainNoObject(what, value);
  if (reason !== undefined) throw new RunError(`${reason}.`);
}
