import type { Request } from "../../lifecycle";
import { regionOf } from "../../model/ids";
import type { CheckFailure } from "../../properties";
import type { IdentityWish } from "../../this-update";
import { isKnown } from "../../unknown";
import { noUserToMergeBy } from "./conflict";
import { type DeveloperUser, findUsers, userId } from "./developer-user";

interface Move {
  readonly from: string;
  readonly to: string;
}

/** Notes the identity that a link wants for its user, and finds an earlier merge that takes the user elsewhere. */
export function checkWish(request: Request, user: DeveloperUser, identityId: string | undefined): CheckFailure[] {
  const { update } = request.context;
  const wish = { resource: nameOf(request, user), identityId };
  update.wishIdentity(userId(user), wish);
  const merge = update.plannedMerge(userId(user));
  if (merge?.identityId === undefined || merge.resource === wish.resource || !differs(wish, merge.identityId))
    return [];
  const reason =
    `is ${identityId ?? "unset"}, but ${shortName(merge)} merges the identity of developer user ${userId(user)} into ` +
    `${merge.identityId}. Set identityId to that, too, or onConflict of ${shortName(merge)} to "move"`;
  return [{ property: "identityId", reason }];
}

/** Says whom a merge moves along; it fails where another resource of the stack wants one of them elsewhere. */
export async function checkMerge(
  request: Request,
  user: DeveloperUser,
  { from, to, hasHost }: Move & { readonly hasHost: boolean },
): Promise<CheckFailure[]> {
  const { update, log } = request.context;
  if (!hasHost) return [{ property: "onConflict", reason: `can't be "merge": ${noUserToMergeBy(user, to)}` }];
  const others = await findOthers(request, user, from);
  const taken = others.flatMap((other) => {
    const wish = update.identityWish(userId({ ...user, developerUserIdentifier: other }));
    return wish && differs(wish, to) ? [`${other} (of ${shortName(wish)})`] : [];
  });
  if (taken.length > 0) {
    const reason =
      `is ${to}, and a merge moves all users of identity ${from} there: ${listed(taken)}, which the program wants ` +
      'elsewhere. Set onConflict to "move" to move this user alone, or the identityId of those, too';
    return [{ property: "identityId", reason }];
  }
  const ids = others.map((developerUserIdentifier) => userId({ ...user, developerUserIdentifier }));
  update.planMerge(ids, { resource: nameOf(request, user), identityId: to });
  const along = others.length === 0 ? "no other developer user" : `its other developer users: ${listed(others)}`;
  log(
    "warning",
    `Developer user ${userId(user)} moves to identity ${to}, and with it all that identity ${from} has: its logins, ` +
      `and ${along}. This merge can't be undone.`,
  );
  return [];
}

/** Says what a move leaves behind. */
export async function announceMove(request: Request, user: DeveloperUser, { from, to }: Move): Promise<CheckFailure[]> {
  const others = await findOthers(request, user, from);
  const move = `Developer user ${userId(user)} moves from identity ${from} to ${to}, alone.`;
  if (others.length > 0) request.context.log("info", `${move} The former keeps ${listed(others)}.`);
  else request.context.log("warning", `${move} No developer user is left on the former.`);
  return [];
}

async function findOthers({ context }: Request, user: DeveloperUser, identityId: string): Promise<string[]> {
  const users = (await findUsers(context.client(regionOf(identityId)), user, identityId)) ?? [];
  return users.filter((other) => other !== user.developerUserIdentifier);
}

/** Whether a resource wants another identity, as far as it is known. */
const differs = ({ identityId }: IdentityWish, to: string) => isKnown(identityId) && identityId !== to;

const nameOf = ({ urn, name }: Request, user: DeveloperUser) => urn ?? name ?? userId(user);

const shortName = ({ resource }: IdentityWish) => resource.split("::").pop();

const mostListed = 10;

function listed(names: readonly string[]): string {
  const rest = names.length - mostListed;
  return names.slice(0, mostListed).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
