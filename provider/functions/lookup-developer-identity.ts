import { defineFunction, property } from "../define";
import { operations } from "../model/operations";
import { list } from "../model/shapes";
import { toInput } from "../names";
import { ofList, ofPool } from "./arguments";
import { createFunction, invalidArguments, type Run, regionOfArgs } from "./function";

const { IdentityId, DeveloperUserIdentifier } = operations.LookupDeveloperIdentity.input.members;

/**
 * Finds the identity of a user, the users of an identity, or verifies that both belong together
 * (LookupDeveloperIdentity). Rejects with the code `ResourceNotFoundException` for an unknown user and with
 * `ResourceConflictException` when the two do not belong together.
 * @example
 * const { identityId } = await lookupDeveloperIdentity({ identityPoolId, developerUserIdentifier: "alice" });
 */
export const definition = defineFunction({
  name: "lookupDeveloperIdentity",
  operation: "LookupDeveloperIdentity",
  args: {
    identityPoolId: ofPool.identityPoolId,
    /** The identity whose users are asked for. */
    identityId: property(IdentityId),
    /** The user whose identity is asked for; with `identityId` too, the two are verified to belong together. */
    developerUserIdentifier: property(DeveloperUserIdentifier),
    maxResults: ofList.maxResults,
    limit: ofList.limit,
  },
  result: {
    /** The id of the identity. */
    identityId: property(IdentityId, { required: true }),
    /** The users that resolve to it, of all pages. */
    developerUserIdentifierList: property(list(DeveloperUserIdentifier), { required: true }),
  },
});

const run: Run<typeof definition> = async (
  context,
  { limit: most = Number.POSITIVE_INFINITY, maxResults = 60, ...args },
) => {
  if (args.identityId === undefined && args.developerUserIdentifier === undefined) {
    throw invalidArguments(definition, "identityId or developerUserIdentifier is required");
  }
  const input = toInput("LookupDeveloperIdentity", { ...args, maxResults });
  let identityId = args.identityId ?? "";
  const users: string[] = [];
  for await (const page of context.client(regionOfArgs(args)).paginate("LookupDeveloperIdentity", input)) {
    identityId = page.IdentityId;
    users.push(...(page.DeveloperUserIdentifierList ?? []).slice(0, most - users.length));
    if (users.length >= most) break;
  }
  return { identityId, developerUserIdentifierList: users };
};

export const lookupDeveloperIdentity = createFunction(definition, run);
