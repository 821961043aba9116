import { operations } from "../../provider/model/operations";
import { violations } from "../../provider/model/validate";
import { amrOf } from "../federation/amr";
import { linkNew, onlyOwner, ownersOf, ownsAll } from "../federation/linking";
import type { VerifiedLogin } from "../federation/verify-login";
import { defaultDeveloperTokenDuration } from "../limits";
import { uuid } from "../random";
import { identityForbidden, invalidParameter, loginsDoNotMatch, ServiceError } from "../service-error";
import type { Identity, Pool } from "../store";
import { type Handler, type OperationContext, requireIdentityOf, requirePool } from "./context";

/** The shape of Logins allows longer values, as they may be tokens. */
const userIdentifier = operations.LookupDeveloperIdentity.input.members.DeveloperUserIdentifier;

/**
 * Registers or finds a user of the pool's developer provider, links new logins, and issues a token.
 * @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdTokenForDeveloperIdentity.html
 */
export const getOpenIdTokenForDeveloperIdentity: Handler<"GetOpenIdTokenForDeveloperIdentity"> = async (
  input,
  context,
) => {
  const { store, now } = context;
  const pool = requirePool(context, input.IdentityPoolId);
  const { developer, others } = await context.logins.verifyWithDeveloper(pool, input.Logins, now);
  if (violations(userIdentifier, developer.subject).length > 0) {
    throw invalidParameter(`A developer user identifier can't have more than ${userIdentifier.max} characters.`);
  }
  const logins = [developer, ...others];
  const owner = store.identities.owner(pool, developer);
  const isKnown = owner && (input.IdentityId ?? owner.id) === owner.id && ownsAll(store, pool, owner, logins);
  const identity = isKnown
    ? owner
    : await store.write(() => {
        const current = requirePool(context, input.IdentityPoolId);
        return input.IdentityId === undefined
          ? register(context, current, logins)
          : linkTo(context, current, input.IdentityId, developer, logins);
      });
  const Token = await context.tokens.issue(
    {
      identityId: identity.id,
      pool,
      amr: amrOf(logins),
      duration: input.TokenDuration ?? defaultDeveloperTokenDuration,
      principalTags: input.PrincipalTags,
    },
    now,
  );
  return { IdentityId: identity.id, Token };
};

function register({ store, random, now }: OperationContext, pool: Pool, logins: readonly VerifiedLogin[]): Identity {
  const identity =
    onlyOwner(store, pool, logins) ?? store.identities.create(`${pool.region}:${uuid(random)}`, pool, "linked", now);
  linkNew(store, pool, identity, logins, now);
  return identity;
}

/** Logins are linked to a guest without more; to an identity that has logins only if one of its logins is given, too. */
function linkTo(
  context: OperationContext,
  pool: Pool,
  identityId: string,
  developer: VerifiedLogin,
  logins: readonly VerifiedLogin[],
): Identity {
  const { store, now } = context;
  const identity = requireIdentityOf(pool, context, identityId);
  const owner = store.identities.owner(pool, developer);
  if (owner && owner.seq !== identity.seq) {
    throw new ServiceError(
      "DeveloperUserAlreadyRegisteredException",
      "Developer user is already registered with another identity.",
    );
  }
  if (identity.state === "disabled") throw identityForbidden(identity.id);
  if (identity.state === "linked" && !ownersOf(store, pool, logins).some(({ seq }) => seq === identity.seq)) {
    throw loginsDoNotMatch();
  }
  linkNew(store, pool, identity, logins, now);
  return identity;
}
