import { tokenIssuerOf } from "../../provider/model/token-issuers";
import { requireRole } from "../federation/require-role";
import { resolveIdentity } from "../federation/resolve-identity";
import type { VerifiedLogin } from "../federation/verify-login";
import { credentialsDuration } from "../limits";
import type { Random } from "../random";
import { identityForbidden, invalidParameter, loginsDoNotMatch } from "../service-error";
import type { Identity, Pool } from "../store";
import { type Handler, type OperationContext, requireIdentity } from "./context";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html */
export const getCredentialsForIdentity: Handler<"GetCredentialsForIdentity"> = async (input, context) => {
  const { IdentityId, Logins = {}, CustomRoleArn } = input;
  const { pool } = requireIdentity(context, IdentityId);
  const { identity, logins } = await checkLogins(context, pool, IdentityId, Logins);
  requireRole(pool, identity.state === "guest" ? "unauthenticated" : "authenticated", logins, CustomRoleArn);
  const seconds = Math.floor(context.now.getTime() / 1000);
  return {
    IdentityId: identity.id,
    Credentials: { ...createCredentials(context.random), Expiration: new Date((seconds + credentialsDuration) * 1000) },
  };
};

/** Checks Logins, which are either one token of this service, or tokens of public providers. */
async function checkLogins(
  context: OperationContext,
  pool: Pool,
  identityId: string,
  given: { [provider: string]: string | undefined },
): Promise<{ identity: Identity; logins: VerifiedLogin[] }> {
  const { [tokenIssuerOf(pool.region)]: own, ...others } = given;
  if (own === undefined) {
    const logins = await context.logins.verify(pool, others, context.now);
    return { identity: await resolveIdentity(context, identityId, logins), logins };
  }
  if (Object.keys(others).length > 0) {
    throw invalidParameter(`${tokenIssuerOf(pool.region)} can't be combined with other providers.`);
  }
  const claims = await context.logins.verifyOwn(pool, own, context.now);
  if (claims.sub !== identityId) throw loginsDoNotMatch();
  const { identity } = requireIdentity(context, identityId);
  if (identity.state === "disabled") throw identityForbidden(identityId);
  return { identity, logins: [] };
}

/** The session tokens of AWS begin like this; some programs look at it. */
const tokenStart = "IQoJb3JpZ2luX2Vj";
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Credentials that look like those of AWS. No service accepts them. */
function createCredentials(random: Random) {
  const key = [...random(16)].map((byte) => letters[byte % letters.length]).join("");
  return {
    AccessKeyId: `ASIA${key}`,
    SecretKey: Buffer.from(random(30)).toString("base64"),
    SessionToken: tokenStart + Buffer.from(random(600)).toString("base64"),
  };
}
