import {
  type CheckFailure,
  checkShapes,
  defined,
  diffShapes,
  isKnown,
  isUnknown,
  type Lifecycle,
  type Properties,
  type Property,
  type Recorded,
} from "../lifecycle";
import { absentIfNotFound } from "../model/errors";
import { regionOf } from "../model/ids";
import { operations } from "../model/operations";
import { string } from "../model/shapes";
import { checkPool } from "./in-a-pool/check-pool";
import { joinId, splitId } from "./in-a-pool/compound-id";
import { deleteIdentity } from "./in-a-pool/delete-identity";
import { explainProviderName, providerNames } from "./in-a-pool/login-providers";

const { IdentityPoolId, Logins } = operations.GetId.input.members;

const inputs: Readonly<Record<string, Property>> = {
  identityPoolId: { shape: IdentityPoolId.required, required: true, replaces: true },
  logins: { shape: Logins, replaces: true },
  region: { shape: string({ min: 1 }), replaces: true },
};
const { logins: _logins, ...compared } = inputs;

const idForm = "identityPoolId/identityId";

/** The identity of a guest or of logins, made once: GetId, DescribeIdentity, DeleteIdentities. */
export const identity: Lifecycle = {
  name: "Identity",
  inputs,
  outputs: ["identityId"],

  async check(context, _olds, news) {
    const { region, pool, failures } = await checkPool(context, news);
    failures.unshift(...checkShapes(inputs, news));
    if (pool) failures.push(...checkLogins(pool, news.logins));
    return { inputs: defined({ ...news, region }), failures };
  },

  async diff(_context, _id, olds, news) {
    const changes = diffShapes(compared, olds, news);
    if (!isOfOthers(olds.logins, news.logins)) return changes;
    return [...changes, { property: "logins", kind: "update", replaces: true }];
  },

  async create(context, news) {
    const id = news.identityPoolId as string;
    const { IdentityId } = await context
      .client(regionOf(id))
      .call("GetId", { IdentityPoolId: id, Logins: news.logins as Record<string, string> | undefined });
    return toRecorded(id, IdentityId as string, news.logins);
  },

  async read(context, id, { logins }) {
    const [pool, IdentityId] = splitId(this.name, id, idForm);
    const found = await absentIfNotFound(context.client(regionOf(pool)).call("DescribeIdentity", { IdentityId }));
    if (!found) return undefined;
    // A login that was unlinked is no login of this identity any more.
    const linked = Object.entries(logins ?? {}).filter(([name]) => found.Logins?.includes(name));
    return toRecorded(pool, IdentityId, logins && Object.fromEntries(linked));
  },

  async update(_context, _id, olds, news) {
    return toRecorded(olds.identityPoolId as string, olds.identityId as string, news.logins).state;
  },

  async delete(context, id) {
    const [pool, identityId] = splitId(this.name, id, idForm);
    await deleteIdentity(context.client(regionOf(pool)), identityId);
  },
};

const toRecorded = (identityPoolId: string, identityId: string, logins: unknown): Recorded => ({
  id: joinId(identityPoolId, identityId),
  state: defined({ identityPoolId, identityId, logins, region: regionOf(identityPoolId) }),
});

function checkLogins(pool: Properties, logins: unknown): CheckFailure[] {
  if (isUnknown(logins)) return [];
  const names = Object.keys(logins ?? {});
  if (names.length === 0 && pool.allowUnauthenticatedIdentities === false) {
    const reason = "is required: the pool allows no guests (allowUnauthenticatedIdentities is false)";
    return [{ property: "logins", reason }];
  }
  return names.flatMap((name) => {
    const property = `logins.${name}`;
    if (name === pool.developerProviderName) {
      return [{ property, reason: "is the developer provider, whose users are for DeveloperIdentityLink" }];
    }
    const reason = explainProviderName(providerNames, name, pool);
    return reason ? [{ property, reason }] : [];
  });
}

/**
 * Whether logins are another person's than before. Tokens are renewed all the time, so it is the subject in them that
 * counts; of a token that is no JWT only the provider is known.
 */
function isOfOthers(before: unknown, now: unknown): boolean {
  if (isUnknown(before) || isUnknown(now)) return false;
  const [old, wanted] = [(before ?? {}) as Properties, (now ?? {}) as Properties];
  const names = Object.keys(wanted);
  if (names.length !== Object.keys(old).length || names.some((name) => !(name in old))) return true;
  return names.some((name) => {
    const [a, b] = [subjectOf(old[name]), subjectOf(wanted[name])];
    return a !== undefined && b !== undefined && a !== b;
  });
}

function subjectOf(token: unknown): string | undefined {
  if (typeof token !== "string" || !isKnown(token)) return undefined;
  try {
    const { sub } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    return sub === undefined ? undefined : String(sub);
  } catch {
    return undefined;
  }
}
