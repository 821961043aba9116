import { callOperation, type ServiceFunction } from "./function";

export interface GetPrincipalTagAttributeMapArgs {
  /** The id of the identity pool, `REGION:UUID`. */
  identityPoolId: string;
  /** The provider as the pool has it, without the client of a user pool. */
  identityProviderName: string;
}

export interface GetPrincipalTagAttributeMapResult {
  identityPoolId: string;
  identityProviderName: string;
  /** Whether the service's own map is used. */
  useDefaults: boolean;
  /** Session tag to claim; empty when there is none. */
  principalTags: Record<string, string>;
}

const name = "getPrincipalTagAttributeMap";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetPrincipalTagAttributeMap.html */
export const getPrincipalTagAttributeMap: ServiceFunction<
  GetPrincipalTagAttributeMapArgs,
  GetPrincipalTagAttributeMapResult
> = {
  name,
  async run(context, { identityPoolId, identityProviderName }) {
    const args = { identityPoolId, identityProviderName };
    const found = await callOperation<Partial<GetPrincipalTagAttributeMapResult>>(
      context,
      name,
      "GetPrincipalTagAttributeMap",
      args,
    );
    return { ...args, useDefaults: found.useDefaults ?? false, principalTags: found.principalTags ?? {} };
  },
};
