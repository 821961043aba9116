import { defineFunction, property } from "../define";
import { operations } from "../model/operations";
import { required, string, structure } from "../model/shapes";
import { ofIdentity, withLogins } from "./arguments";
import { createFunction } from "./function";

const { input, output } = operations.GetCredentialsForIdentity;
const { AccessKeyId, SecretKey, SessionToken } = output.members.Credentials.required.members;

/**
 * Gets temporary AWS credentials for an identity by its role in the pool (GetCredentialsForIdentity). The call may link
 * the logins to the identity. Rejects with `InvalidIdentityPoolConfigurationException` when the pool has no role for it.
 * @example
 * const { credentials } = await getCredentialsForIdentity({ identityId });
 */
export const definition = defineFunction({
  name: "getCredentialsForIdentity",
  operation: "GetCredentialsForIdentity",
  registers: "link logins",
  secret: true,
  args: {
    identityId: ofIdentity.identityId,
    logins: withLogins.logins,
    /** The ARN of the role to take, where the token allows several. */
    customRoleArn: property(input.members.CustomRoleArn),
  },
  result: {
    /** The id of the identity; another one than asked for when the logins merged two. */
    identityId: property(output.members.IdentityId.required, { required: true }),
    /** Temporary AWS credentials. */
    credentials: property(
      structure({
        /** The id of the access key. */
        accessKeyId: AccessKeyId,
        /** The secret access key. */
        secretKey: SecretKey,
        /** The session token, to be sent with each request. */
        sessionToken: SessionToken,
        /** When they end, ISO 8601. */
        expiration: required(string()),
      }),
      { required: true },
    ),
  },
});

export const getCredentialsForIdentity = createFunction(definition);
