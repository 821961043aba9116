import type { Context } from "../context";
import {
  checkShapes,
  defined,
  diffShapes,
  isUnknown,
  type Lifecycle,
  type Properties,
  type Property,
  type Recorded,
} from "../lifecycle";
import type { CognitoIdentityClient } from "../service/client";
import { hasCode, isNotFound } from "../service/errors";
import { operations } from "../service/operations";
import { boolean, type Shape, shapeOf, string } from "../service/shapes";
import { absentIfNotFound } from "./absent";
import { regionOf } from "./region-of";

const members = operations.UnlinkDeveloperIdentity.input.members;
const shape = (name: keyof typeof members): Shape => shapeOf(members[name]);

const inputs: Readonly<Record<string, Property>> = {
  identityPoolId: { shape: shape("IdentityPoolId"), required: true, replaces: true },
  developerProviderName: { shape: shape("DeveloperProviderName"), replaces: true },
  developerUserIdentifier: { shape: shape("DeveloperUserIdentifier"), required: true, replaces: true },
  identityId: { shape: shape("IdentityId") },
  onConflict: { shape: string({ enum: ["error", "merge"] }) },
  deleteIdentity: { shape: boolean },
  region: { shape: string({ min: 1 }), replaces: true },
};

/** The user of a link, on the wire. */
interface User {
  readonly IdentityPoolId: string;
  readonly DeveloperProviderName: string;
  readonly DeveloperUserIdentifier: string;
}

/**
 * "This user identifier resolves to that identity": GetOpenIdTokenForDeveloperIdentity, whose token is thrown away,
 * LookupDeveloperIdentity, MergeDeveloperIdentities, UnlinkDeveloperIdentity, DeleteIdentities.
 */
export const developerIdentityLink: Lifecycle = {
  name: "DeveloperIdentityLink",
  inputs,
  outputs: [],

  async check(context, olds, news) {
    const failures = checkShapes(inputs, news);
    const checked: Properties = { ...news };
    const { identityPoolId, identityId } = news;
    if (typeof identityPoolId === "string" && !isUnknown(identityPoolId) && failures.length === 0) {
      checked.region = news.region ?? regionOf(identityPoolId);
      if (checked.region !== regionOf(identityPoolId)) {
        failures.push({ property: "region", reason: `must be that of the pool, ${regionOf(identityPoolId)}` });
      }
      if (
        typeof identityId === "string" &&
        !isUnknown(identityId) &&
        regionOf(identityId) !== regionOf(identityPoolId)
      ) {
        failures.push({ property: "identityId", reason: `must be of the pool's region, ${regionOf(identityPoolId)}` });
      }
      if (news.developerProviderName === undefined && failures.length === 0) {
        const known = olds.identityPoolId === identityPoolId ? olds.developerProviderName : undefined;
        try {
          checked.developerProviderName = known ?? (await findProviderName(context, identityPoolId));
        } catch (error) {
          if (!(error instanceof MissingProvider) && !isNotFound(error)) throw error;
          failures.push({ property: "identityPoolId", reason: (error as Error).message });
        }
      }
    }
    return { inputs: defined(checked), failures };
  },

  async diff(_context, _id, olds, news) {
    const { identityId, ...others } = inputs;
    const changes = diffShapes(others, olds, news);
    // Without a wish of the program any identity is right.
    if (news.identityId === undefined || !identityId) return changes;
    return [...changes, ...diffShapes({ identityId }, olds, news)];
  },

  async create(context, news) {
    const poolId = news.identityPoolId as string;
    const client = context.client(regionOf(poolId));
    const provider = (news.developerProviderName as string | undefined) ?? (await findProviderName(context, poolId));
    const user = toUser({ ...news, developerProviderName: provider });
    return record(user, await resolveUser(context, client, user, news), news);
  },

  async read(context, id, state) {
    const user = parseId(id);
    const found = await findIdentity(context.client(regionOf(user.IdentityPoolId)), user);
    return found === undefined ? undefined : record(user, found, state);
  },

  async update(context, _id, olds, news) {
    const user = toUser(olds);
    const client = context.client(regionOf(user.IdentityPoolId));
    const identityId =
      news.identityId === undefined || news.identityId === olds.identityId
        ? (olds.identityId as string)
        : await resolveUser(context, client, user, news);
    return record(user, identityId, news).state;
  },

  async delete(context, id, state) {
    const user = parseId(id);
    const client = context.client(regionOf(user.IdentityPoolId));
    const IdentityId = state.identityId as string;
    await absentIfNotFound(client.call("UnlinkDeveloperIdentity", { ...user, IdentityId }));
    if (state.deleteIdentity === true) await deleteIfUnused(client, IdentityId);
  },
};

class MissingProvider extends Error {}

async function findProviderName(context: Context, IdentityPoolId: string): Promise<string> {
  const pool = await context.client(regionOf(IdentityPoolId)).call("DescribeIdentityPool", { IdentityPoolId });
  if (pool.DeveloperProviderName === undefined) {
    throw new MissingProvider(
      `the pool ${IdentityPoolId} (${pool.IdentityPoolName}) has no developer provider: set its developerProviderName`,
    );
  }
  return pool.DeveloperProviderName;
}

const toUser = (state: Properties): User => ({
  IdentityPoolId: state.identityPoolId as string,
  DeveloperProviderName: state.developerProviderName as string,
  DeveloperUserIdentifier: state.developerUserIdentifier as string,
});

const toId = (user: User) => `${user.IdentityPoolId}/${user.DeveloperProviderName}/${user.DeveloperUserIdentifier}`;

function parseId(id: string): User {
  const [, IdentityPoolId, DeveloperProviderName, DeveloperUserIdentifier] = /^([^/]+)\/([^/]+)\/(.+)$/s.exec(id) ?? [];
  if (!IdentityPoolId || !DeveloperProviderName || !DeveloperUserIdentifier) {
    throw new Error(
      "The id of a DeveloperIdentityLink is identityPoolId/developerProviderName/developerUserIdentifier, " +
        `not ${JSON.stringify(id)}.`,
    );
  }
  return { IdentityPoolId, DeveloperProviderName, DeveloperUserIdentifier };
}

function record(user: User, identityId: string, inputs: Properties): Recorded {
  const { onConflict, deleteIdentity } = inputs;
  const state = defined({
    identityPoolId: user.IdentityPoolId,
    developerProviderName: user.DeveloperProviderName,
    developerUserIdentifier: user.DeveloperUserIdentifier,
    identityId,
    onConflict,
    deleteIdentity,
    region: regionOf(user.IdentityPoolId),
  });
  return { id: toId(user), state };
}

/** The identity of a user; undefined when the user is not registered. */
async function findIdentity(client: CognitoIdentityClient, user: User): Promise<string | undefined> {
  const { IdentityPoolId, DeveloperUserIdentifier } = user;
  const found = await absentIfNotFound(
    client.call("LookupDeveloperIdentity", { IdentityPoolId, DeveloperUserIdentifier, MaxResults: 1 }),
  );
  return found?.IdentityId;
}

/** Makes the user resolve to the identity that the inputs name, or to any; answers it. */
async function resolveUser(
  context: Context,
  client: CognitoIdentityClient,
  user: User,
  inputs: Properties,
): Promise<string> {
  const wanted = inputs.identityId as string | undefined;
  const current = await findIdentity(client, user);
  if (current === undefined) return register(client, user, wanted);
  if (wanted === undefined || wanted === current) {
    context.log("info", `Developer user ${toId(user)} is registered already, to ${current}: it is adopted.`);
    return current;
  }
  if (inputs.onConflict === "merge") return merge(client, user, wanted);
  throw new Error(
    `Developer user ${toId(user)} is registered to identity ${current}, not to ${wanted}. ` +
      `Set identityId to ${current}, or onConflict to "merge" to merge both identities, which can't be undone.`,
  );
}

async function register(client: CognitoIdentityClient, user: User, wanted: string | undefined): Promise<string> {
  const { IdentityPoolId, DeveloperProviderName, DeveloperUserIdentifier } = user;
  const Logins = { [DeveloperProviderName]: DeveloperUserIdentifier };
  try {
    const { IdentityId } = await client.call("GetOpenIdTokenForDeveloperIdentity", {
      IdentityPoolId,
      Logins,
      IdentityId: wanted,
      TokenDuration: 1,
    });
    return IdentityId as string;
  } catch (error) {
    if (wanted === undefined || !isSignedInAlready(error)) throw error;
  }
  // The service may refuse a second user on an identity that is signed in; a new identity of its own loses nothing.
  const own = await client.call("GetOpenIdTokenForDeveloperIdentity", { IdentityPoolId, Logins, TokenDuration: 1 });
  const merged = await merge(client, user, wanted);
  await deleteIfUnused(client, own.IdentityId as string);
  return merged;
}

const isSignedInAlready = (error: unknown) =>
  hasCode(error, "NotAuthorizedException") && error.message.includes("Logins don't match");

/** Moves the user to an identity by way of another user that it has. */
async function merge(client: CognitoIdentityClient, user: User, wanted: string): Promise<string> {
  const { IdentityPoolId, DeveloperProviderName, DeveloperUserIdentifier } = user;
  const destination = await absentIfNotFound(
    client.call("LookupDeveloperIdentity", { IdentityPoolId, IdentityId: wanted, MaxResults: 1 }),
  );
  const [destinationUser] = destination?.DeveloperUserIdentifierList ?? [];
  if (destinationUser === undefined) {
    throw new Error(
      `Developer user ${toId(user)} can't be merged into identity ${wanted}: it has no developer user in this pool.`,
    );
  }
  const { IdentityId } = await client.call("MergeDeveloperIdentities", {
    IdentityPoolId,
    DeveloperProviderName,
    SourceUserIdentifier: DeveloperUserIdentifier,
    DestinationUserIdentifier: destinationUser,
  });
  return IdentityId as string;
}

async function deleteIfUnused(client: CognitoIdentityClient, IdentityId: string): Promise<void> {
  const identity = await absentIfNotFound(client.call("DescribeIdentity", { IdentityId }));
  if (!identity || (identity.Logins?.length ?? 0) > 0) return;
  const { UnprocessedIdentityIds = [] } = await client.call("DeleteIdentities", { IdentityIdsToDelete: [IdentityId] });
  if (UnprocessedIdentityIds.length > 0) {
    throw new Error(`Identity ${IdentityId} could not be deleted: ${UnprocessedIdentityIds[0]?.ErrorCode}`);
  }
}
