import {
  type CognitoIdentityClient,
  DeleteIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  SetIdentityPoolRolesCommand,
} from "@aws-sdk/client-cognito-identity";
import { absentIfNotFound, conforms } from "../support/conformance";

const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;
const users = { providerName: "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc", clientId: "4k2example" };
const rule = { claim: "isAdmin", matchType: "Equals", value: "yes", roleArn: role("admins") };
const other = { claim: "custom:team", matchType: "StartsWith", value: "web", roleArn: role("web") };
const byRules = {
  identityProvider: `${users.providerName}:${users.clientId}`,
  type: "Rules",
  ambiguousRoleResolution: "AuthenticatedRole",
  mappingRules: [rule, other],
};
const byToken = { identityProvider: "graph.facebook.com", type: "Token", ambiguousRoleResolution: "Deny" };

const read = async (aws: CognitoIdentityClient, IdentityPoolId: string) => {
  const found = await absentIfNotFound(aws.send(new GetIdentityPoolRolesCommand({ IdentityPoolId })));
  return found?.Roles && { Roles: found.Roles, RoleMappings: found.RoleMappings };
};

// biome-ignore lint/suspicious/noExplicitAny: a program's own data.
const onWire = ({ type, ambiguousRoleResolution, mappingRules }: any) => ({
  Type: type,
  AmbiguousRoleResolution: ambiguousRoleResolution,
  ...(mappingRules && {
    RulesConfiguration: {
      Rules: mappingRules.map(({ claim, matchType, value, roleArn }: typeof rule) => ({
        Claim: claim,
        MatchType: matchType,
        Value: value,
        RoleARN: roleArn,
      })),
    },
  }),
});

conforms({
  kind: "IdentityPoolRoleAttachment",
  pool: {
    allowUnauthenticatedIdentities: true,
    supportedLoginProviders: { "graph.facebook.com": "7346241598935555" },
    cognitoIdentityProviders: [users],
  },
  args: { roles: { authenticated: role("users"), unauthenticated: role("guests") }, roleMappings: [byRules, byToken] },
  changes: {
    roles: { to: { authenticated: role("others") } },
    // Another order of the rules is a change, for the first one that matches counts.
    roleMappings: { to: [byToken, { ...byRules, mappingRules: [other, rule] }] },
    identityPoolId: { to: { $ref: "spare.id" }, replaces: true },
  },
  read,
  expected: ({ roles, roleMappings }) => ({
    Roles: roles,
    RoleMappings: Object.fromEntries(
      (roleMappings as { identityProvider: string }[]).map((mapping) => [mapping.identityProvider, onWire(mapping)]),
    ),
  }),
  drift: (aws, IdentityPoolId) =>
    aws.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated: role("drifted") } })),
  goesWithPool: true,
  remove: (aws, IdentityPoolId) => aws.send(new DeleteIdentityPoolCommand({ IdentityPoolId })),
});
