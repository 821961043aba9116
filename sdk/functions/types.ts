// Generated from the definitions by `npm run generate`: change those.
/** A role mapping as the service has it. */
export interface RoleMappingDescription {
  /** `Token`: the role that the token asks for. `Rules`: the first rule that matches. */
  type: "Token" | "Rules";
  /** What happens when no role can be told: the role for authenticated users, or none. */
  ambiguousRoleResolution?: "AuthenticatedRole" | "Deny";
  /** The rules of type `Rules`, in order. */
  rulesConfiguration?: {
    /** The rules; the first one that matches counts. */
    rules: {
      /** The claim of the token. */
      claim: string;
      /** How the claim is compared with `value`. */
      matchType: "Equals" | "Contains" | "StartsWith" | "NotEqual";
      /** What the claim is compared with. */
      value: string;
      /** The ARN of the role. */
      roleArn: string;
    }[];
  };
}

export interface IdentityDescription {
  /** The id of the identity, `REGION:UUID`. */
  identityId: string;
  /** The names of the providers that it is linked to; absent for a guest. */
  logins?: string[];
  /** When it was made, ISO 8601. */
  creationDate: string;
  /** When its logins last changed, ISO 8601. */
  lastModifiedDate: string;
}

export interface IdentityPoolShortDescription {
  /** The id of the pool, `REGION:UUID`. */
  identityPoolId: string;
  /** Its name, which other pools may have, too. */
  identityPoolName: string;
}

/** A region where the service is. */
export interface RegionInfo {
  /** For example `eu-central-1`. */
  name: string;
  /** For example `cognito-identity.eu-central-1.amazonaws.com`. */
  endpoint: string;
  /** `aws`, `aws-cn`, `aws-us-gov` or `aws-eusc`. */
  partition: string;
}
