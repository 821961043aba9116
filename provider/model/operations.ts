/**
 * The operations of Amazon Cognito Identity (API 2014-06-30), as data. Client, types, checks, resources and the local
 * service derive from this table: a new operation is one entry here.
 * @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_Operations.html
 */
import {
  boolean,
  type InputOf,
  integer,
  list,
  map,
  required,
  type StructureShape,
  string,
  structure,
  timestamp,
  type ValueOf,
} from "./shapes";

const arnSize = { min: 20, max: 2048 } as const;
const arn = string(arnSize);
const roleArn = string({ ...arnSize, form: "role" });
const accountId = string({ min: 1, max: 15, pattern: "\\d+" });
const developerProviderName = string({ min: 1, max: 128, pattern: "[\\w._-]+" });
const developerUserIdentifier = string({ min: 1, max: 1024 });
const idSize = { min: 1, max: 55, pattern: "[\\w-]+:[0-9a-f-]+" } as const;
const identityId = string({ ...idSize, form: "an identity" });
const identityPoolId = string({ ...idSize, form: "an identity pool" });
const identityPoolName = string({ min: 1, max: 128, pattern: "[\\w\\s+=,.@-]+" });
const identityProviderName = string({ min: 1, max: 128 });
const paginationKey = string({ min: 1, max: 65535, pattern: "[\\S]+" });
const queryLimit = integer({ min: 1, max: 60 });
const tagKey = string({ min: 1, max: 128 });
const tags = map(tagKey, string({ min: 0, max: 256 }));
const token = string({ sensitive: true });
const logins = map(identityProviderName, string({ min: 1, max: 50000, sensitive: true }), { max: 10 });
const loginNames = list(identityProviderName);
const principalTags = map(string({ min: 1, max: 128 }), string({ min: 1, max: 256 }), { max: 50 });
const roles = map(
  string<"authenticated" | "unauthenticated">({ min: 1, max: 128, pattern: "(un)?authenticated" }),
  roleArn,
  { max: 2 },
);

const cognitoIdentityProvider = structure({
  /** The user pool's provider name, `cognito-idp.REGION.amazonaws.com/USER_POOL_ID`. */
  ProviderName: string({ min: 1, max: 128, pattern: "[\\w._:/-]+" }),
  /** The id of the user pool's app client. */
  ClientId: string({ min: 1, max: 128, pattern: "[\\w_]+" }),
  /** Whether the service asks the user pool if the user was signed out or disabled. */
  ServerSideTokenCheck: boolean,
});

const mappingRule = structure({
  /** The claim of the token that the rule looks at, for example `isAdmin`. */
  Claim: required(string({ min: 1, max: 64, pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+" })),
  /** How the claim is compared with the value. */
  MatchType: required(string({ enum: ["Equals", "Contains", "StartsWith", "NotEqual"] })),
  /** What the claim is compared with. */
  Value: required(string({ min: 1, max: 128 })),
  /** The role that the identity gets when the rule matches. */
  RoleARN: required(roleArn),
});

const roleMapping = structure({
  /** `Token`: the role that the token asks for. `Rules`: the first rule that matches. */
  Type: required(string({ enum: ["Token", "Rules"] })),
  /** What happens when no role can be told; required for both types. */
  AmbiguousRoleResolution: string({ enum: ["AuthenticatedRole", "Deny"] }),
  /** The rules of type `Rules`, in order. */
  RulesConfiguration: structure({
    /** The rules; the first one that matches counts. */
    Rules: required(list(mappingRule, { min: 1, max: 400 })),
  }),
});
const roleMappings = map(identityProviderName, roleMapping, { max: 10 });

const poolSettings = {
  /** The name of the pool; several pools may have the same one. */
  IdentityPoolName: required(identityPoolName),
  /** Whether guests, without any login, get an identity. */
  AllowUnauthenticatedIdentities: required(boolean),
  /** Whether GetOpenIdToken (the basic, classic flow) is allowed; unset is not the same as `false`. */
  AllowClassicFlow: boolean,
  /** Public login providers and the app's id at each, for example `accounts.google.com`. */
  SupportedLoginProviders: map(identityProviderName, string({ min: 1, max: 128, pattern: "[\\w.;_/-]+" }), { max: 10 }),
  /** The name under which the backend registers its own users; once set it can't be changed. */
  DeveloperProviderName: developerProviderName,
  /** The ARNs of IAM OpenID Connect providers. */
  OpenIdConnectProviderARNs: list(string({ ...arnSize, form: "oidc-provider" })),
  /** User pools and their app clients. */
  CognitoIdentityProviders: list(cognitoIdentityProvider),
  /** The ARNs of IAM SAML providers. */
  SamlProviderARNs: list(string({ ...arnSize, form: "saml-provider" })),
  /** Tags of the pool. */
  IdentityPoolTags: tags,
} as const;

const ofPool = {
  /** The id of the pool, `REGION:UUID`. */
  IdentityPoolId: required(identityPoolId),
} as const;

const ofIdentity = {
  /** The id of the identity, `REGION:UUID`. */
  IdentityId: required(identityId),
} as const;

const identityPool = structure(ofPool, poolSettings);

const identityDescription = structure({
  /** The id of the identity, `REGION:UUID`. */
  IdentityId: required(identityId),
  /** The names of the providers that the identity is linked to; absent for a guest. */
  Logins: loginNames,
  /** When the identity was made. */
  CreationDate: timestamp,
  /** When its logins last changed. */
  LastModifiedDate: timestamp,
});

const principalTagMap = structure({
  /** The id of the pool. */
  IdentityPoolId: identityPoolId,
  /** The provider whose claims are mapped. */
  IdentityProviderName: identityProviderName,
  /** Whether the service's own mapping is used. */
  UseDefaults: boolean,
  /** Tag name to claim name. */
  PrincipalTags: principalTags,
});

const none = structure({});

const common = ["InvalidParameterException", "TooManyRequestsException", "InternalErrorException"] as const;
const found = [...common, "ResourceNotFoundException", "NotAuthorizedException"] as const;
const changing = [...found, "ResourceConflictException"] as const;
const federated = [...changing, "ExternalServiceException"] as const;

/** One operation of the service. */
export interface Operation {
  readonly input: StructureShape;
  /** `empty` operations answer with no body at all. */
  readonly output: StructureShape;
  readonly empty?: true;
  /** Whether the request carries a SigV4 signature; the others need no credentials. */
  readonly signed: boolean;
  /** An IAM policy may allow it for one pool, by the pool's ARN; for any other it names `*` alone. */
  readonly byPool?: true;
  /** The caller needs iam:PassRole, too, for the roles that the input names. */
  readonly passesRoles?: true;
  /** The error codes of the service's model. */
  readonly errors: readonly string[];
  /** Why a request whose answer was lost is not sent again; absent where a repeat does no harm. */
  readonly onceBecause?: string;
  /** The member whose presence makes a repeat harmless all the same. */
  readonly unlessGiven?: string;
  /** Whether it changes nothing, so that an answer that was lost leaves no doubt behind. */
  readonly readOnly?: true;
  /** The list member that pagination walks; token and limit are always `NextToken` and `MaxResults`. */
  readonly pages?: string;
}

const operation = <const O extends Operation>(o: O): O => o;

export const operations = {
  /** Creates an identity pool. */
  CreateIdentityPool: operation({
    input: structure(poolSettings),
    output: identityPool,
    signed: true,
    errors: [...common, "NotAuthorizedException", "ResourceConflictException", "LimitExceededException"],
    onceBecause: "a repeat would make a second pool",
  }),
  /** Deletes up to 60 identities, and says which it could not delete. */
  DeleteIdentities: operation({
    input: structure({
      /** The identities to delete, 1 to 60. */
      IdentityIdsToDelete: required(list(identityId, { min: 1, max: 60 })),
    }),
    output: structure({
      /** What could not be deleted, and why. */
      UnprocessedIdentityIds: list(
        structure({
          /** The id of the identity that is still there. */
          IdentityId: identityId,
          /** Why it could not be deleted. */
          ErrorCode: string({ enum: ["AccessDenied", "InternalServerError"] }),
        }),
        { max: 60 },
      ),
    }),
    signed: true,
    errors: common,
  }),
  /** Deletes a pool with all its identities; they can't be restored. */
  DeleteIdentityPool: operation({
    input: structure(ofPool),
    output: none,
    empty: true,
    signed: true,
    byPool: true,
    errors: found,
  }),
  /** Tells the providers and the dates of an identity. */
  DescribeIdentity: operation({
    input: structure(ofIdentity),
    output: identityDescription,
    signed: true,
    readOnly: true,
    errors: found,
  }),
  /** Tells the settings of a pool. */
  DescribeIdentityPool: operation({
    input: structure(ofPool),
    output: identityPool,
    signed: true,
    byPool: true,
    readOnly: true,
    errors: found,
  }),
  /** Gives temporary AWS credentials to an identity: the enhanced flow. */
  GetCredentialsForIdentity: operation({
    input: structure(ofIdentity, {
      /** Provider name to token. */
      Logins: logins,
      /** The role to assume, where several are allowed. */
      CustomRoleArn: roleArn,
    }),
    output: structure({
      /** The id of the identity; another one than asked for when two were merged. */
      IdentityId: required(identityId),
      /** Temporary AWS credentials. */
      Credentials: required(
        structure({
          /** The access key's id. */
          AccessKeyId: required(string()),
          /** The secret access key. */
          SecretKey: required(string({ sensitive: true })),
          /** The session token, to be sent with each request. */
          SessionToken: required(string({ sensitive: true })),
          /** When they end, an hour after they were made. */
          Expiration: required(timestamp),
        }),
      ),
    }),
    signed: false,
    errors: [...federated, "InvalidIdentityPoolConfigurationException"],
  }),
  /** Gives the identity of a user's logins, or a new guest. */
  GetId: operation({
    input: structure(ofPool, {
      /** The AWS account's id; not needed today. */
      AccountId: accountId,
      /** Provider name to token; none for a guest. */
      Logins: logins,
    }),
    output: structure({
      /** The id of the identity. */
      IdentityId: required(identityId),
    }),
    signed: false,
    errors: [...federated, "LimitExceededException"],
    onceBecause: "without logins each request mints a new guest identity",
    unlessGiven: "Logins",
  }),
  /** Tells the roles and role mappings of a pool. */
  GetIdentityPoolRoles: operation({
    input: structure(ofPool),
    output: structure({
      /** The id of the pool. */
      IdentityPoolId: required(identityPoolId),
      /** The default roles. */
      Roles: roles,
      /** Role mappings by provider name. */
      RoleMappings: roleMappings,
    }),
    signed: true,
    byPool: true,
    readOnly: true,
    errors: changing,
  }),
  /** Gives an OpenID Connect token to an identity: the basic (classic) flow. */
  GetOpenIdToken: operation({
    input: structure(ofIdentity, {
      /** Provider name to token. */
      Logins: logins,
    }),
    output: structure({
      /** The id of the identity; another one than asked for when two were merged. */
      IdentityId: required(identityId),
      /** An OpenID Connect token, valid for ten minutes. */
      Token: required(token),
    }),
    signed: false,
    errors: federated,
  }),
  /** Registers or finds a user of the backend, and gives a token to its identity. */
  GetOpenIdTokenForDeveloperIdentity: operation({
    input: structure(ofPool, {
      /** An identity to link the logins to. */
      IdentityId: identityId,
      /** The developer provider's name to the user's identifier, and other providers' names to tokens. */
      Logins: required(logins),
      /** Session tags for the token. */
      PrincipalTags: principalTags,
      /** How long the token is valid, in seconds; 900 when unset. */
      TokenDuration: integer({ min: 1, max: 86400 }),
    }),
    output: structure({
      /** The id of the identity. */
      IdentityId: required(identityId),
      /** An OpenID Connect token. */
      Token: required(token),
    }),
    signed: true,
    byPool: true,
    errors: [...changing, "DeveloperUserAlreadyRegisteredException"],
  }),
  /** Tells which claims of a provider become session tags. */
  GetPrincipalTagAttributeMap: operation({
    input: structure(ofPool, {
      /** The provider whose claims are mapped. */
      IdentityProviderName: required(identityProviderName),
    }),
    output: principalTagMap,
    signed: true,
    byPool: true,
    readOnly: true,
    errors: found,
  }),
  /** Lists the identities of a pool. */
  ListIdentities: operation({
    input: structure(ofPool, {
      /** The size of a page, 1 to 60. */
      MaxResults: required(queryLimit),
      /** Where to go on, from the page before. */
      NextToken: paginationKey,
      /** Whether disabled identities are left out. */
      HideDisabled: boolean,
    }),
    output: structure({
      /** The id of the pool. */
      IdentityPoolId: required(identityPoolId),
      /** One page of identities. */
      Identities: required(list(identityDescription)),
      /** Present when more pages follow. */
      NextToken: paginationKey,
    }),
    signed: true,
    byPool: true,
    readOnly: true,
    errors: found,
    pages: "Identities",
  }),
  /** Lists the pools of the account in the region. */
  ListIdentityPools: operation({
    input: structure({
      /** The size of a page, 1 to 60. */
      MaxResults: required(queryLimit),
      /** Where to go on, from the page before. */
      NextToken: paginationKey,
    }),
    output: structure({
      /** One page of pools. */
      IdentityPools: required(
        list(
          structure({
            /** The id of the pool, `REGION:UUID`. */
            IdentityPoolId: required(identityPoolId),
            /** The name of the pool; several pools may have the same one. */
            IdentityPoolName: required(identityPoolName),
          }),
        ),
      ),
      /** Present when more pages follow. */
      NextToken: paginationKey,
    }),
    signed: true,
    readOnly: true,
    errors: found,
    pages: "IdentityPools",
  }),
  /** Tells the tags of a pool. */
  ListTagsForResource: operation({
    input: structure({
      /** The ARN of the pool. */
      ResourceArn: required(arn),
    }),
    output: structure({
      /** The tags of the pool. */
      Tags: tags,
    }),
    signed: true,
    byPool: true,
    readOnly: true,
    errors: found,
  }),
  /** Finds the identity of a user of the backend, or the users of an identity. */
  LookupDeveloperIdentity: operation({
    input: structure(ofPool, {
      /** The identity whose users are asked for. */
      IdentityId: identityId,
      /** The user whose identity is asked for. */
      DeveloperUserIdentifier: developerUserIdentifier,
      /** The size of a page, 1 to 60. */
      MaxResults: queryLimit,
      /** Where to go on, from the page before. */
      NextToken: paginationKey,
    }),
    output: structure({
      /** The id of the identity. */
      IdentityId: required(identityId),
      /** One page of the users that resolve to it. */
      DeveloperUserIdentifierList: list(developerUserIdentifier),
      /** Present when more pages follow. */
      NextToken: paginationKey,
    }),
    signed: true,
    byPool: true,
    readOnly: true,
    errors: changing,
    pages: "DeveloperUserIdentifierList",
  }),
  /** Moves a user of the backend to another user's identity; its own one is disabled. */
  MergeDeveloperIdentities: operation({
    input: structure(ofPool, {
      /** The user who moves. */
      SourceUserIdentifier: required(developerUserIdentifier),
      /** The user whose identity both have afterwards. */
      DestinationUserIdentifier: required(developerUserIdentifier),
      /** The developer provider's name. */
      DeveloperProviderName: required(developerProviderName),
    }),
    output: structure({
      /** The identity of both users. */
      IdentityId: required(identityId),
    }),
    signed: true,
    byPool: true,
    errors: changing,
    onceBecause: "a merge can't be undone, and a repeat would find the users already merged",
  }),
  /** Replaces the roles and role mappings of a pool. */
  SetIdentityPoolRoles: operation({
    input: structure(ofPool, {
      /** The default roles; they replace those set before. */
      Roles: required(roles),
      /** Role mappings by provider name; they replace those set before. */
      RoleMappings: roleMappings,
    }),
    output: none,
    empty: true,
    signed: true,
    passesRoles: true,
    errors: [...changing, "ConcurrentModificationException"],
  }),
  /** Says which claims of a provider become session tags. */
  SetPrincipalTagAttributeMap: operation({
    input: structure(ofPool, {
      /** The provider whose claims are mapped. */
      IdentityProviderName: required(identityProviderName),
      /** Whether the service's own mapping is used. */
      UseDefaults: boolean,
      /** Tag name to claim name. */
      PrincipalTags: principalTags,
    }),
    output: principalTagMap,
    signed: true,
    errors: found,
  }),
  /** Adds tags to a pool, or changes them. */
  TagResource: operation({
    input: structure({
      /** The ARN of the pool. */
      ResourceArn: required(arn),
      /** Tags to add or change. */
      Tags: required(tags),
    }),
    output: none,
    signed: true,
    byPool: true,
    errors: found,
  }),
  /** Takes a user of the backend from an identity. */
  UnlinkDeveloperIdentity: operation({
    input: structure(ofIdentity, {
      /** The id of the pool, `REGION:UUID`. */
      IdentityPoolId: required(identityPoolId),
      /** The developer provider's name. */
      DeveloperProviderName: required(developerProviderName),
      /** The user to unlink. */
      DeveloperUserIdentifier: required(developerUserIdentifier),
    }),
    output: none,
    empty: true,
    signed: true,
    byPool: true,
    errors: changing,
  }),
  /** Takes logins of public providers from an identity. */
  UnlinkIdentity: operation({
    input: structure(ofIdentity, {
      /** Provider name to token, to prove the identity. */
      Logins: required(logins),
      /** The names of the providers to unlink. */
      LoginsToRemove: required(loginNames),
    }),
    output: none,
    empty: true,
    signed: false,
    errors: federated,
  }),
  /** Removes tags from a pool. */
  UntagResource: operation({
    input: structure({
      /** The ARN of the pool. */
      ResourceArn: required(arn),
      /** The keys of the tags to remove. */
      TagKeys: required(list(tagKey)),
    }),
    output: none,
    signed: true,
    byPool: true,
    errors: found,
  }),
  /** Replaces the settings of a pool: what is left out is wiped, but for its developer provider and its tags. */
  UpdateIdentityPool: operation({
    input: identityPool,
    output: identityPool,
    signed: true,
    byPool: true,
    errors: [...changing, "ConcurrentModificationException", "LimitExceededException"],
  }),
} as const;

export type OperationName = keyof typeof operations;

/** What an operation takes. */
export type Input<N extends OperationName> = InputOf<(typeof operations)[N]["input"]>;

/** The same as the service reads it. */
export type ParsedInput<N extends OperationName> = ValueOf<(typeof operations)[N]["input"]>;

/** What an operation answers. */
export type Output<N extends OperationName> = ValueOf<(typeof operations)[N]["output"]>;

/** The operations that answer in pages. */
export type PaginatedName = {
  [N in OperationName]: (typeof operations)[N] extends { pages: string } ? N : never;
}[OperationName];

export const operationNames = Object.keys(operations) as OperationName[];

export const isOperationName = (name: string): name is OperationName => Object.hasOwn(operations, name);
