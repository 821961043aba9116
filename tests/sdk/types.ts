/** What must compile and what must not: the type check of the repository is the test. */
import * as pulumi from "@pulumi/pulumi";
import {
  AuthenticatedIdentityPool,
  DeveloperIdentityLink,
  getCredentialsForIdentityOutput,
  getId,
  getIdentityPoolOutput,
  getOpenIdTokenForDeveloperIdentityOutput,
  Identity,
  IdentityPool,
  IdentityPoolProviderPrincipalTag,
  IdentityPoolRoleAttachment,
  IdentityPoolRoleMapping,
  listIdentityPools,
  lookupDeveloperIdentityOutput,
  Provider,
  regions,
  trustPolicy,
} from "../../sdk";

const later = pulumi.output("later");
const roleArn = later;
const authenticated = later;

export function programs(): void {
  const pool = new IdentityPool("pool", { supportedLoginProviders: { "accounts.google.com": later }, tags: {} });
  new IdentityPool("bare");
  // @ts-expect-error a list is no map
  new IdentityPool("pool", { supportedLoginProviders: ["accounts.google.com"] });
  // @ts-expect-error three states, none of which is text
  new IdentityPool("pool", { allowClassicFlow: "unset" });
  // @ts-expect-error no such property
  new IdentityPool("pool", { identityPoolname: "users" });
  pool.allowClassicFlow satisfies pulumi.Output<boolean | undefined>;
  // @ts-expect-error an output may be undefined where the input is optional
  pool.developerProviderName satisfies pulumi.Output<string>;

  new DeveloperIdentityLink("link", { identityPoolId: pool.id, developerUserIdentifier: later, onConflict: "merge" });
  // @ts-expect-error the user is required
  new DeveloperIdentityLink("link", { identityPoolId: pool.id });
  // @ts-expect-error not a choice
  new DeveloperIdentityLink("link", { identityPoolId: pool.id, developerUserIdentifier: "a", onConflict: "ask" });
  // @ts-expect-error arguments may not be left out but for a look-up
  new DeveloperIdentityLink("link", undefined);

  new Identity("identity", { identityPoolId: pool.id, logins: { "accounts.google.com": later } });
  // @ts-expect-error tokens are text
  new Identity("identity", { identityPoolId: pool.id, logins: { "accounts.google.com": 1 } });

  const identityPoolId = pool.id;
  new IdentityPoolRoleAttachment("roles", {
    identityPoolId,
    roles: { authenticated },
    roleMappings: [{ identityProvider: later, type: "Token", ambiguousRoleResolution: "Deny" }],
  });
  // @ts-expect-error roles are required
  new IdentityPoolRoleAttachment("roles", { identityPoolId });
  // @ts-expect-error no such kind of role
  new IdentityPoolRoleAttachment("roles", { identityPoolId, roles: { admin: authenticated } });

  const mappingRules = [{ claim: "a", matchType: "Equals" as const, value: "b", roleArn }];
  new IdentityPoolRoleMapping("mapping", { identityPoolId, identityProvider: "a", type: "Rules", mappingRules });
  // @ts-expect-error the type is Token or Rules
  new IdentityPoolRoleMapping("mapping", { identityPoolId, identityProvider: "a", type: "Rule" });
  new IdentityPoolRoleMapping("mapping", {
    identityPoolId,
    identityProvider: "a",
    type: "Rules",
    // @ts-expect-error no such comparison
    mappingRules: [{ claim: "a", matchType: "Like", value: "b", roleArn }],
  });

  new IdentityPoolProviderPrincipalTag("tags", {
    identityPoolId,
    identityProviderName: "accounts.google.com",
    principalTags: { email: later },
  });
  // @ts-expect-error the provider is required
  new IdentityPoolProviderPrincipalTag("tags", { identityPoolId, useDefaults: true });

  trustPolicy("eu-central-1:1", "authenticated") satisfies string;
  trustPolicy(pool.id, "unauthenticated") satisfies pulumi.Output<string>;
  // What `aws.iam.Role` takes.
  const assumeRolePolicy: pulumi.Input<string | { Version: "2012-10-17"; Statement: object[] }>[] = [
    trustPolicy("eu-central-1:1", "authenticated"),
    trustPolicy(pool.id, "authenticated"),
    trustPolicy(Promise.resolve("eu-central-1:1"), "authenticated"),
  ];
  void assumeRolePolicy;

  new AuthenticatedIdentityPool("users", { roles: { authenticated: roleArn, unauthenticated: "arn" } });
  new AuthenticatedIdentityPool("users", {
    developerProviderName: "login.example.com",
    roles: ({ authenticated: document }) => ({ authenticated: document.apply(() => "arn") }),
  });
  // @ts-expect-error the roles are required
  new AuthenticatedIdentityPool("users", { developerProviderName: "login.example.com" });

  new Provider("eu", {
    region: later,
    assumeRoles: [{ roleArn, externalId: later, tags: { team: later } }, { roleArn: "arn" }],
    assumeRoleWithWebIdentity: { roleArn, webIdentityToken: later },
    allowedAccountIds: [later],
    ignoreTags: { keyPrefixes: ["k8s/"] },
    retryMode: "standard",
  });
  // @ts-expect-error the role is required
  new Provider("eu", { assumeRoles: [{ externalId: "tenant" }] });
  // @ts-expect-error no such setting
  new Provider("eu", { enpoint: "local:cognito.db" });
  // @ts-expect-error not a choice
  new Provider("eu", { retryMode: "fast" });

  IdentityPoolRoleMapping.get("mapping", "id").type satisfies pulumi.Output<"Token" | "Rules">;
}

export async function functions(): Promise<void> {
  getOpenIdTokenForDeveloperIdentityOutput({ identityPoolId: later, logins: { "login.example.com": later } })
    .token satisfies pulumi.Output<string>;
  getCredentialsForIdentityOutput({ identityId: later }).credentials.secretKey satisfies pulumi.Output<string>;
  getIdentityPoolOutput({ identityPoolName: later }).arn satisfies pulumi.Output<string>;
  lookupDeveloperIdentityOutput({ identityPoolId: later }).developerUserIdentifierList satisfies pulumi.Output<
    string[]
  >;
  (await listIdentityPools()).identityPools[0]?.identityPoolName satisfies string | undefined;
  (await regions()).regions[0]?.partition satisfies string | undefined;
  // @ts-expect-error a Promise form takes plain values
  await getId({ identityPoolId: later });
  // @ts-expect-error the pool is required
  await getId({});
}
