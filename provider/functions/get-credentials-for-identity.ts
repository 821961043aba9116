import { callOperation, type ServiceFunction } from "./function";

export interface GetCredentialsForIdentityArgs {
  /** The id of the identity, `REGION:UUID`. */
  identityId: string;
  /** Provider name to token, at most 10; without any the identity is a guest's. */
  logins?: Record<string, string>;
  /** The ARN of the role to take, where the token allows several. */
  customRoleArn?: string;
}

export interface GetCredentialsForIdentityResult {
  /** The id of the identity; another one than asked for when the logins merged two. */
  identityId: string;
  /** Temporary AWS credentials. */
  credentials: {
    accessKeyId: string;
    secretKey: string;
    sessionToken: string;
    /** When they end, ISO 8601. */
    expiration: string;
  };
}

const name = "getCredentialsForIdentity";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html */
export const getCredentialsForIdentity: ServiceFunction<
  GetCredentialsForIdentityArgs,
  GetCredentialsForIdentityResult
> = {
  name,
  registers: true,
  secret: true,
  run: (context, args) => callOperation(context, name, "GetCredentialsForIdentity", args),
};
