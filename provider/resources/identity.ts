import type { Context } from "../context";
import { type DraftOf, defineResource, property, type StateOf } from "../define";
import type { Lifecycle, Recorded } from "../lifecycle";
import { absentIfNotFound, CognitoIdentityError, isAmbiguous } from "../model/errors";
import { isServiceId, regionOf } from "../model/ids";
import { operations } from "../model/operations";
import { formatPath } from "../model/path";
import { type CheckFailure, diffProperties, isEqual } from "../properties";
import { createResource } from "../resource";
import type { PoolSettings } from "../this-update";
import { isKnown, isUnknown } from "../unknown";
import { checkPool, inAPool } from "./in-a-pool/check-pool";
import { joinId, splitId } from "./in-a-pool/compound-id";
import { deleteIdentity } from "./in-a-pool/delete-identity";
import { explainLoginProvider, loginNames } from "./in-a-pool/login-providers";

const { Logins } = operations.GetId.input.members;

/**
 * The identity of a guest, or of a user's logins, in an identity pool: made once and not at each run (GetId,
 * DescribeIdentity, DeleteIdentities). A delete deletes the identity, the one that its logins had before, too.
 * @example
 * const kiosk = new Identity("kiosk", { identityPoolId: pool.id });
 * export const kioskIdentity = kiosk.identityId;
 */
export const definition = defineResource({
  name: "Identity",
  noun: "identity",
  id: ["identityPoolId", "identityId"],
  shared: true,
  calls: ["DescribeIdentityPool", "GetId", "DescribeIdentity", "DeleteIdentities", "ListIdentities"],
  inputs: {
    identityPoolId: inAPool.identityPoolId,
    /**
     * Provider name to token, at most 10; a guest's identity when unset. A token that was renewed changes nothing;
     * another user, or another set of providers, replaces the identity.
     */
    logins: property(Logins, { secret: true, replaces: "conditionally" }),
    region: inAPool.region,
  },
  outputs: {
    /** The identity, `REGION:UUID`. */
    identityId: property(operations.GetId.output.members.IdentityId.required, { required: true }),
  },
});

type Logins = Readonly<Record<string, string>> | undefined;

const lifecycle: Lifecycle<typeof definition> = {
  async check(request) {
    const { region, failures, against } = await checkPool(request);
    const found = await against((pool) => checkLogins(pool, request.inputs.logins));
    return { inputs: { region }, failures: [...failures, ...found.failures], doubts: found.doubts };
  },

  async diff({ context, state, inputs }) {
    const { logins: _logins, ...others } = definition.inputs;
    const changes = diffProperties(others, state, inputs);
    if (!isOfOthers(state.logins, inputs.logins)) return changes;
    const isUnread = state.logins === undefined && isServiceId(state.identityId);
    if (isUnread && (await hasLogins(context, state.identityId, inputs.logins))) return changes;
    return [...changes, { property: "logins", kind: "update", replaces: true }];
  },

  async create({ context, inputs: { identityPoolId, logins } }) {
    const client = context.client(regionOf(identityPoolId));
    const { IdentityId } = await client
      .call("GetId", { IdentityPoolId: identityPoolId, Logins: logins })
      .catch((error) => {
        throw isAmbiguous(error) && isEqual(logins, undefined) ? strayGuest(identityPoolId, error) : error;
      });
    return toRecorded(identityPoolId, IdentityId, logins);
  },

  async read({ context, id, state: { logins } }) {
    const { identityPoolId, identityId } = splitId(definition, id);
    const client = context.client(regionOf(identityPoolId));
    const found = await absentIfNotFound(client.call("DescribeIdentity", { IdentityId: identityId }));
    if (!found) return undefined;
    // A login that was unlinked is no login of this identity any more.
    const linked = Object.entries(logins ?? {}).filter(([name]) => found.Logins?.includes(name));
    return toRecorded(identityPoolId, identityId, logins && Object.fromEntries(linked));
  },

  async update({ state: { identityPoolId, identityId }, inputs: { logins } }) {
    return toRecorded(identityPoolId, identityId, logins).state;
  },

  async delete({ context, id }) {
    const { identityPoolId, identityId } = splitId(definition, id);
    await deleteIdentity(context.client(regionOf(identityPoolId)), identityId);
  },

  async *list({ context, identityPoolId }) {
    const client = context.client(regionOf(identityPoolId));
    const identities = client.paginate("ListIdentities", { IdentityPoolId: identityPoolId, MaxResults: 60 });
    for await (const { IdentityId } of identities.items()) {
      if (IdentityId !== undefined) yield { id: joinId(identityPoolId, IdentityId), name: IdentityId };
    }
  },
};

export const identity = createResource(definition, lifecycle);

const toRecorded = (
  identityPoolId: string,
  identityId: string,
  logins: Logins,
): Recorded<StateOf<typeof definition>> => ({
  id: joinId(identityPoolId, identityId),
  state: { identityPoolId, identityId, logins, region: regionOf(identityPoolId) },
});

/** A guest has nothing by which it could be found again. */
const strayGuest = (identityPoolId: string, error: CognitoIdentityError) =>
  new CognitoIdentityError({
    ...error,
    cause: error,
    message:
      `${error.message}. An identity may have been made in pool ${identityPoolId} that nothing will use: a guest's identity ` +
      "can't be told from those of other guests. The next update makes another one",
  });

type LoginsDraft = DraftOf<typeof definition>["logins"];

function checkLogins(pool: PoolSettings | undefined, logins: LoginsDraft): CheckFailure[] {
  if (isUnknown(logins)) return [];
  const names = Object.keys(logins ?? {});
  if (names.length === 0 && pool?.allowUnauthenticatedIdentities === false) {
    const reason = "is required: the pool allows no guests (allowUnauthenticatedIdentities is false)";
    return [{ property: "logins", reason }];
  }
  return names.flatMap((name) => {
    const property = formatPath(["logins", name]);
    if (name === pool?.developerProviderName) {
      return [{ property, reason: "is the developer provider, whose users are for DeveloperIdentityLink" }];
    }
    const reason = explainLoginProvider(loginNames, name, pool);
    return reason ? [{ property, reason }] : [];
  });
}

/**
 * Whether logins are another person's than before. Tokens are renewed all the time, so it is the subject in them that
 * counts; of a token that is no JWT only the provider is known.
 */
function isOfOthers(before: Logins, now: LoginsDraft): boolean {
  if (isUnknown(now)) return false;
  const [old, wanted] = [before ?? {}, now ?? {}];
  const names = Object.keys(wanted);
  if (names.length !== Object.keys(old).length || names.some((name) => !Object.hasOwn(old, name))) return true;
  return names.some((name) => {
    const [a, b] = [subjectOf(old[name]), subjectOf(wanted[name])];
    return a !== undefined && b !== undefined && a !== b;
  });
}

/**
 * Whether an identity has logins by the same providers. The service keeps tokens to itself, so those of an identity that was
 * imported are not known, and nobody's identity may be deleted for that.
 */
async function hasLogins(context: Context, identityId: string, logins: LoginsDraft): Promise<boolean> {
  if (isUnknown(logins)) return false;
  const client = context.client(regionOf(identityId));
  const found = await absentIfNotFound(client.call("DescribeIdentity", { IdentityId: identityId }));
  return found !== undefined && isEqual([...(found.Logins ?? [])].sort(), Object.keys(logins ?? {}).sort());
}

function subjectOf(token: string | undefined): string | undefined {
  if (token === undefined || !isKnown(token)) return undefined;
  try {
    const { sub } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    return sub === undefined ? undefined : String(sub);
  } catch {
    return undefined;
  }
}
