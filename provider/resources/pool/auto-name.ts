import type { AutoNaming, CheckRequest, Request } from "../../lifecycle";
import { operations } from "../../model/operations";
import { explain, violations } from "../../model/validate";
import type { CheckFailure } from "../../properties";

const { IdentityPoolName } = operations.CreateIdentityPool.input.members;
const property = "identityPoolName";
const maxLength = 128;
const digits = 7;

/** An automatic name, or why there is none. */
interface Chosen {
  readonly name: string | undefined;
  readonly failures: readonly CheckFailure[];
}

/** Names a pool that the program does not name: as the stack's config says, or after its resource. */
export function chooseName(request: CheckRequest<unknown, unknown>): Chosen {
  const { name, context, autoNaming } = request;
  if (autoNaming !== undefined) return nameByConfig(request, autoNaming);
  if (name === undefined) return { name, failures: [] };
  const number = Math.floor(context.random() * 16 ** digits);
  return { name: `${prefix(name)}${number.toString(16).padStart(digits, "0")}`, failures: [] };
}

function nameByConfig(request: Request, autoNaming: AutoNaming): Chosen {
  if (autoNaming === "disabled") {
    const reason = "is required, as automatic names are disabled in the stack's config (pulumi:autonaming)";
    return { name: undefined, failures: [{ property, reason }] };
  }
  const { proposed, isFixed } = autoNaming;
  const name = isFixed ? proposed : allowed(proposed).slice(0, maxLength);
  const wrong = violations(IdentityPoolName.required, name);
  if (wrong.length > 0) {
    const reason = `${wrong.map(explain).join("; ")}; the stack's config (pulumi:autonaming) names it so`;
    return { name, failures: [{ property, reason }] };
  }
  request.context.update.note(byConfig(request, name));
  return { name, failures: [] };
}

/** Whether a name has the random digits of an automatic one, and so is nobody else's. */
export function isAutoName({ name: resourceName }: Request, name: string): boolean {
  if (resourceName === undefined) return false;
  const start = prefix(resourceName);
  return name.startsWith(start) && /^[0-9a-f]{7}$/.test(name.slice(start.length));
}

/**
 * How much another name is like the one of a resource; 0 if an earlier update can't have given it to the resource. What is
 * random in a name by the stack's config is not known, but its form is: it is as long, with the same signs in the same places.
 */
export function likeness(request: Request, name: string, other: string): number {
  if (other === name) return maxLength + 1;
  const isRenamed = request.context.update.has(byConfig(request, name))
    ? formOf(name) === formOf(other)
    : isAutoName(request, name) && isAutoName(request, other);
  return isRenamed ? 1 + [...name].filter((character, place) => character === other[place]).length : 0;
}

const byConfig = ({ urn, name: resourceName }: Request, name: string) =>
  `automatic name of ${urn ?? resourceName}: ${name}`;

const formOf = (name: string) => name.replace(/[A-Za-z0-9]/g, "x");

const allowed = (name: string) => name.replace(/[^\w\s+=,.@-]/g, "-");

const prefix = (resourceName: string) => `${allowed(resourceName).slice(0, maxLength - digits - 1)}-`;
