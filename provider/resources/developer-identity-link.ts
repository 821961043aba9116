import type { Context } from "../context";
import {
  checkShapes,
  defined,
  diffShapes,
  isKnown,
  type Lifecycle,
  type Properties,
  type Property,
  type Recorded,
} from "../lifecycle";
import { isServiceId, regionOf } from "../model/ids";
import { operations } from "../model/operations";
import { boolean, type Shape, shapeOf, string } from "../model/shapes";
import { checkPool } from "./in-a-pool/check-pool";
import { checkLinkedIdentity, checkProvider, conflict, noProvider, toUser } from "./link/check-link";
import {
  type DeveloperUser,
  deleteIfUnused,
  describeUser,
  findIdentity,
  merge,
  register,
  unlink,
} from "./link/developer-user";
import { claim } from "./update/claim";

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

/**
 * "This user identifier resolves to that identity": GetOpenIdTokenForDeveloperIdentity, whose token is thrown away,
 * LookupDeveloperIdentity, MergeDeveloperIdentities, UnlinkDeveloperIdentity, DeleteIdentities.
 */
export const developerIdentityLink: Lifecycle = {
  name: "DeveloperIdentityLink",
  inputs,
  outputs: [],

  async check(context, olds, news) {
    const { region, pool, failures } = await checkPool(context, news);
    failures.unshift(...checkShapes(inputs, news));
    const checked = defined({ ...news, region });
    if (pool) {
      checked.developerProviderName ??= pool.developerProviderName;
      failures.push(...checkProvider(news, pool));
    }
    if (failures.length === 0 && isServiceId(news.identityPoolId) && isKnown(checked)) {
      failures.push(...claim(context, `the user ${describeUser(toUser(checked))}`, "developerUserIdentifier", news));
      if (news.identityId !== undefined && news.identityId !== olds.identityId) {
        failures.push(...(await checkLinkedIdentity(context, checked, pool)));
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
    const IdentityPoolId = news.identityPoolId as string;
    const client = context.client(regionOf(IdentityPoolId));
    const developerProviderName =
      news.developerProviderName ??
      (await client.call("DescribeIdentityPool", { IdentityPoolId })).DeveloperProviderName;
    if (developerProviderName === undefined) throw new Error(`${noProvider(IdentityPoolId)}.`);
    const user = toUser({ ...news, developerProviderName });
    return toRecorded(user, await resolveUser(context, user, news), news);
  },

  async read(context, id, state) {
    const user = parseId(id);
    const found = await findIdentity(context.client(regionOf(user.IdentityPoolId)), user);
    return found === undefined ? undefined : toRecorded(user, found, state);
  },

  async update(context, _id, olds, news) {
    const user = toUser(olds);
    const identityId =
      news.identityId === undefined || news.identityId === olds.identityId
        ? (olds.identityId as string)
        : await resolveUser(context, user, news);
    return toRecorded(user, identityId, news).state;
  },

  async delete(context, id, state) {
    const user = parseId(id);
    const client = context.client(regionOf(user.IdentityPoolId));
    const IdentityId = state.identityId as string;
    await unlink(client, user, IdentityId);
    if (state.deleteIdentity === true) await deleteIfUnused(client, IdentityId);
  },
};

function parseId(id: string): DeveloperUser {
  const [, IdentityPoolId, DeveloperProviderName, DeveloperUserIdentifier] = /^([^/]+)\/([^/]+)\/(.+)$/s.exec(id) ?? [];
  if (!IdentityPoolId || !DeveloperProviderName || !DeveloperUserIdentifier) {
    throw new Error(
      "The id of a DeveloperIdentityLink is identityPoolId/developerProviderName/developerUserIdentifier, " +
        `not ${JSON.stringify(id)}.`,
    );
  }
  return { IdentityPoolId, DeveloperProviderName, DeveloperUserIdentifier };
}

function toRecorded(user: DeveloperUser, identityId: string, { onConflict, deleteIdentity }: Properties): Recorded {
  const state = defined({
    identityPoolId: user.IdentityPoolId,
    developerProviderName: user.DeveloperProviderName,
    developerUserIdentifier: user.DeveloperUserIdentifier,
    identityId,
    onConflict,
    deleteIdentity,
    region: regionOf(user.IdentityPoolId),
  });
  return { id: describeUser(user), state };
}

/** Makes the user resolve to the identity that the inputs name, or to any; answers it. */
async function resolveUser(context: Context, user: DeveloperUser, inputs: Properties): Promise<string> {
  const client = context.client(regionOf(user.IdentityPoolId));
  const wanted = inputs.identityId as string | undefined;
  const current = await findIdentity(client, user);
  if (current === undefined) return register(client, user, wanted);
  if (wanted === undefined || wanted === current) {
    context.log("info", `Developer user ${describeUser(user)} is registered already, to ${current}: it is adopted.`);
    return current;
  }
  if (inputs.onConflict === "merge") return merge(client, user, wanted);
  throw new Error(`identityId ${conflict(user, current, wanted)}.`);
}
