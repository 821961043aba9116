import { calls } from "../model/calls";
import { didYouMean } from "../model/nearest";
import { type Operation, type OperationName, operationNames, operations } from "../model/operations";
import { explainNoObject, typeName } from "../model/validate";
import { type PolicyStatement, policyStatements } from "./policy-statements";

/** What a backend does with a pool, beside what resources and functions do. */
const backend = {
  /** Registers users, and gets tokens for them. */
  link: ["GetOpenIdTokenForDeveloperIdentity", "LookupDeveloperIdentity"],
  /** Takes users off their identities. */
  unlink: ["UnlinkDeveloperIdentity"],
  /** Merges the identities of two users. */
  merge: ["MergeDeveloperIdentities"],
  /** Deletes identities. */
  deleteIdentities: ["DeleteIdentities"],
  /** Reads all that is in a pool. */
  read: operationNames.filter((name) => {
    const { signed, readOnly }: Operation = operations[name];
    return signed && readOnly && name !== "ListIdentityPools";
  }),
} as const satisfies Readonly<Record<string, readonly OperationName[]>>;

/** The name of a resource or a function, for example `IdentityPool` and `getIdentityPool`, or what a backend does. */
export type Use = keyof typeof calls | keyof typeof backend;

export interface LeastPrivilegeOptions {
  /** The ARNs of the roles that may be attached to the pool; all when unset. Only attachments and mappings pass roles. */
  readonly roles?: readonly string[];
}

/**
 * The IAM statements that let somebody do just this with one pool: what some resources and functions call, or what a
 * backend does: `link` registers users and gets their tokens, `unlink` and `merge` move them, `deleteIdentities` deletes,
 * and `read` reads. The pool is one with an `arn`, which may be an output. An action that can't be limited to a pool is
 * allowed on `*`; one that needs no credentials is left out.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html
 * @example
 * const Statement = leastPrivilege(pool, ["link", "read"]);
 */
export function leastPrivilege<Arn>(
  pool: { readonly arn: Arn },
  uses: readonly Use[],
  options: LeastPrivilegeOptions = {},
): PolicyStatement<Arn>[] {
  checkArguments(pool, uses, options);
  return policyStatements(
    pool.arn,
    uses.flatMap((use) => callsOf(use)),
    options.roles,
  );
}

/** Refuses what JavaScript lets through: a statement for nothing, or for more than was meant, is valid as well. */
function checkArguments(pool: { readonly arn?: unknown }, uses: unknown, options: object): void {
  const isObject = typeof pool === "object" && pool !== null;
  if (!isObject || pool.arn === undefined) {
    throw new TypeError(
      `leastPrivilege: the pool must be an object with an arn, as an IdentityPool is, not ${typeName(pool)}${isObject ? " without one" : ""}.`,
    );
  }
  if (!Array.isArray(uses)) throw new TypeError(`leastPrivilege: the uses must be a list, not ${typeName(uses)}.`);
  const reason = explainNoObject("leastPrivilege: the options", options);
  if (reason !== undefined) throw new TypeError(`${reason}.`);
  for (const [name, value] of Object.entries(options)) {
    if (name !== "roles") throw new TypeError(`leastPrivilege: ${name} does not exist; ${didYouMean(name, ["roles"])}`);
    if (value !== undefined && !Array.isArray(value)) {
      throw new TypeError(`leastPrivilege: roles must be a list of ARNs, not ${typeName(value)}.`);
    }
  }
}

function callsOf(use: Use): readonly OperationName[] {
  const table = { ...calls, ...backend };
  if (Object.hasOwn(table, use)) return table[use];
  throw new TypeError(
    `leastPrivilege: ${JSON.stringify(String(use))} is no use of a pool: ${didYouMean(String(use), Object.keys(table))}`,
  );
}
