import { type DeveloperUser, userId } from "./developer-user";

export const describeConflict = (user: DeveloperUser, current: string, identityId: string) =>
  `is ${identityId}, but developer user ${userId(user)} is registered to identity ${current}. Set identityId to ` +
  `${current}, or onConflict to "move" to move this user alone, or to "merge" to merge both identities with all their ` +
  "users, which can't be undone";

export const noUserToMergeBy = (user: DeveloperUser, identityId: string) =>
  `Developer user ${userId(user)} can't be merged into identity ${identityId}, which has no developer user in this pool`;
