import type { ClientOptions } from "../options";
import type { Session } from "../session";
import { credentialLoader } from "./credentials";
import { rolesOf } from "./roles";
import { createLoad } from "./settings";

/**
 * Rejects when no credentials are there. STS is not asked for it: what it would be asked with is looked for, and a role of
 * the profile counts as credentials.
 */
export async function findCredentials(options: ClientOptions, session: Session): Promise<void> {
  const { credentials, assumeRoleWithWebIdentity, assumeRoleArn: _one, assumeRoles: _all, ...others } = options;
  if (assumeRoleWithWebIdentity || (!credentials && (await isProfileOfRole(options)))) return;
  if (rolesOf(options).length === 0) await session.credentials.get();
  else await credentialLoader({ ...others, credentials }, session.region, session.transport)({ forceRefresh: false });
}

/** Whether the standard chain would assume a role. */
async function isProfileOfRole(options: ClientOptions): Promise<boolean> {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_WEB_IDENTITY_TOKEN_FILE } = process.env;
  if (!options.profile && AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY) return false;
  if (!options.profile && AWS_WEB_IDENTITY_TOKEN_FILE) return true;
  return (await createLoad(options)([], (section) => section.role_arn)) !== undefined;
}
