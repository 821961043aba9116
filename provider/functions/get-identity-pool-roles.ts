import { callOperation, type ServiceFunction } from "./function";

export interface GetIdentityPoolRolesArgs {
  /** The id of the identity pool, `REGION:UUID`. */
  identityPoolId: string;
}

/** A role mapping as the service has it. */
export interface RoleMappingDescription {
  type: "Token" | "Rules";
  ambiguousRoleResolution?: "AuthenticatedRole" | "Deny";
  /** The rules of type `Rules`, in order. */
  rulesConfiguration?: {
    rules: {
      claim: string;
      matchType: "Equals" | "Contains" | "StartsWith" | "NotEqual";
      value: string;
      roleArn: string;
    }[];
  };
}

export interface GetIdentityPoolRolesResult {
  identityPoolId: string;
  /** The ARNs of the roles of users and of guests; empty when none are set. */
  roles: { authenticated?: string; unauthenticated?: string };
  /** Mappings by provider name; empty when none are set. */
  roleMappings: Record<string, RoleMappingDescription>;
}

const name = "getIdentityPoolRoles";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetIdentityPoolRoles.html */
export const getIdentityPoolRoles: ServiceFunction<GetIdentityPoolRolesArgs, GetIdentityPoolRolesResult> = {
  name,
  async run(context, args) {
    const found = await callOperation<Partial<GetIdentityPoolRolesResult>>(context, name, "GetIdentityPoolRoles", args);
    return { identityPoolId: args.identityPoolId, roles: found.roles ?? {}, roleMappings: found.roleMappings ?? {} };
  },
};
