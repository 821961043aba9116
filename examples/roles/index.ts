import {
  AuthenticatedIdentityPool,
  getIdentityPoolRolesOutput,
  IdentityPoolProviderPrincipalTag,
} from "pulumi-cognito-identity";

const google = "accounts.google.com";
const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;

// With @pulumi/aws the roles are made here: new aws.iam.Role("users", { assumeRolePolicy: trust.authenticated }).arn
const shop = new AuthenticatedIdentityPool("shop", {
  allowUnauthenticatedIdentities: true,
  supportedLoginProviders: { [google]: "123456789.apps.googleusercontent.com" },
  sessionTags: true,
  roles: () => ({ authenticated: role("customers"), unauthenticated: role("guests") }),
  roleMappings: [
    {
      identityProvider: google,
      type: "Rules",
      ambiguousRoleResolution: "AuthenticatedRole",
      mappingRules: [{ claim: "hd", matchType: "Equals", value: "example.com", roleArn: role("staff") }],
    },
  ],
});

// The staff's mail address goes with them as a session tag, for policies that look at it.
new IdentityPoolProviderPrincipalTag("google", {
  identityPoolId: shop.identityPoolId,
  identityProviderName: google,
  principalTags: { email: "email" },
});

export const poolId = shop.identityPoolId;
export const trust = shop.trustPolicies.authenticated.apply((document) => JSON.parse(document));
export const roles = getIdentityPoolRolesOutput({ identityPoolId: poolId }, { dependsOn: [shop.attachment] }).roles;
