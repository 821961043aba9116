import type { Request } from "../../lifecycle";
import { formatPath } from "../../model/path";
import type { CheckFailure } from "../../properties";
import { isUnknown } from "../../unknown";
import { claim } from "../in-a-pool/claim";
import { checkIdentityRegion } from "../link/check-link";
import { userObject } from "../link/developer-user";
import type { UserPlace } from "./find-links";

/** The users of a set: those who may have any identity, and those who are to have a certain one. */
export interface Users {
  readonly users?: readonly string[] | undefined;
  readonly linkTo?: object | undefined;
}

export const mostUsers = 100_000;

/** All users of a set, each once. */
export const allUsers = ({ users = [], linkTo = {} }: Users): string[] => [
  ...new Set([...users, ...Object.keys(linkTo)]),
];

/** Finds users that stand twice in a set, and too many of them. */
export function checkUsers({ users = [], linkTo = {} }: Users): CheckFailure[] {
  const seen = new Set(Object.keys(linkTo));
  const twice = users.filter((user) => !isUnknown(user) && (seen.has(user) || !seen.add(user)));
  const failures = some(twice).map((reason) => ({
    property: "users",
    reason: `must name each user once, in users or in linkTo: ${reason}`,
  }));
  if (users.length > mostUsers || seen.size <= mostUsers) return failures;
  return [
    ...failures,
    { property: "users", reason: `must be at most ${mostUsers}, not ${seen.size}: make several sets` },
  ];
}

/** Finds identities that can't be of the pool. */
export const checkRegions = ({ linkTo = {} }: Users, poolRegion: string | undefined): CheckFailure[] =>
  Object.entries(linkTo).flatMap(([user, identityId]) =>
    checkIdentityRegion(formatPath(["linkTo", user]), identityId, poolRegion),
  );

/** Finds users that another resource of the program manages: the first of them, and how many more there are. */
export function claimUsers(request: Request, place: UserPlace, users: readonly string[]): CheckFailure[] {
  const [first, ...others] = users.flatMap((developerUserIdentifier) =>
    isUnknown(developerUserIdentifier)
      ? []
      : claim(request, userObject({ ...place, developerUserIdentifier }), "users"),
  );
  if (!first || others.length === 0) return first ? [first] : [];
  return [{ ...first, reason: `${first.reason}; it is so with ${others.length} more users` }];
}

const mostShown = 5;

const some = (users: readonly string[]): string[] =>
  users.length <= mostShown
    ? users.map((user) => JSON.stringify(user))
    : [...users.slice(0, mostShown).map((user) => JSON.stringify(user)), `${users.length - mostShown} more`];
