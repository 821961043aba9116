import {
  type CognitoIdentityClient,
  GetIdentityPoolRolesCommand,
  type RoleMapping,
  SetIdentityPoolRolesCommand,
} from "@aws-sdk/client-cognito-identity";
import { absentIfNotFound, conforms } from "../support/conformance";

const facebook = "graph.facebook.com";
const roleArn = "arn:aws:iam::000000000000:role/admins";
const rule = { claim: "isAdmin", matchType: "Equals", value: "yes", roleArn };

const parse = (id: string) => {
  const at = id.indexOf("/");
  return { IdentityPoolId: id.slice(0, at), provider: id.slice(at + 1) };
};

async function read(aws: CognitoIdentityClient, id: string) {
  const { IdentityPoolId, provider } = parse(id);
  const found = await absentIfNotFound(aws.send(new GetIdentityPoolRolesCommand({ IdentityPoolId })));
  return found?.RoleMappings?.[provider];
}

conforms({
  kind: "IdentityPoolRoleMapping",
  pool: { supportedLoginProviders: { [facebook]: "7346241598935555", "accounts.google.com": "1.example" } },
  args: {
    identityProvider: facebook,
    type: "Rules",
    ambiguousRoleResolution: "AuthenticatedRole",
    mappingRules: [rule],
  },
  changes: {
    type: { to: "Token", with: { mappingRules: undefined } },
    ambiguousRoleResolution: { to: "Deny" },
    mappingRules: { to: [{ ...rule, matchType: "NotEqual" }, rule] },
    identityProvider: { to: "accounts.google.com", replaces: true },
    identityPoolId: { to: { $ref: "spare.id" }, replaces: true },
  },
  read,
  expected: ({ type, ambiguousRoleResolution, mappingRules }) => ({
    Type: type,
    AmbiguousRoleResolution: ambiguousRoleResolution,
    ...(mappingRules !== undefined && {
      RulesConfiguration: {
        Rules: (mappingRules as (typeof rule)[]).map(({ claim, matchType, value }) => ({
          Claim: claim,
          MatchType: matchType,
          Value: value,
          RoleARN: roleArn,
        })),
      },
    }),
  }),
  async drift(aws, id) {
    const { IdentityPoolId, provider } = parse(id);
    const { RoleMappings = {} } = await aws.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }));
    const present = RoleMappings[provider];
    const AmbiguousRoleResolution = present?.AmbiguousRoleResolution === "Deny" ? "AuthenticatedRole" : "Deny";
    const drifted = { ...RoleMappings, [provider]: { ...present, AmbiguousRoleResolution } as RoleMapping };
    await aws.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: {}, RoleMappings: drifted }));
  },
  async remove(aws, id) {
    const { IdentityPoolId } = parse(id);
    await aws.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: {} }));
  },
});
