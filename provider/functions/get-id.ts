import { callOperation, type ServiceFunction } from "./function";

export interface GetIdArgs {
  /** The id of the identity pool, `REGION:UUID`. */
  identityPoolId: string;
  /** Provider name to token, at most 10; without any the identity is a guest's. */
  logins?: Record<string, string>;
  /** The id of the AWS account, which the service does not need any more. */
  accountId?: string;
}

export interface GetIdResult {
  /** The id of the identity, `REGION:UUID`. */
  identityId: string;
}

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html */
export const getId: ServiceFunction<GetIdArgs, GetIdResult> = {
  name: "getId",
  registers: true,
  run: (context, args) => callOperation(context, "getId", "GetId", args),
};
