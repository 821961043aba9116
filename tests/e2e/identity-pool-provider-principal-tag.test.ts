import {
  DescribeIdentityPoolCommand,
  GetPrincipalTagAttributeMapCommand,
  SetPrincipalTagAttributeMapCommand,
  UpdateIdentityPoolCommand,
} from "@aws-sdk/client-cognito-identity";
import { absentIfNotFound, conforms } from "../support/conformance";

const parse = (id: string) => {
  const at = id.indexOf("/");
  return { IdentityPoolId: id.slice(0, at), IdentityProviderName: id.slice(at + 1) };
};
const users = "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc";

conforms({
  kind: "IdentityPoolProviderPrincipalTag",
  pool: {
    supportedLoginProviders: { "accounts.google.com": "1.apps.googleusercontent.com" },
    cognitoIdentityProviders: [{ providerName: users, clientId: "4k2example" }],
  },
  args: { identityProviderName: "accounts.google.com", principalTags: { email: "email", company: "hd" } },
  changes: {
    principalTags: { to: { email: "email" } },
    useDefaults: { to: false, with: { principalTags: undefined } },
    identityProviderName: { to: users, replaces: true },
    identityPoolId: { to: { $ref: "spare.id" }, replaces: true },
  },
  async read(aws, id) {
    const found = await absentIfNotFound(aws.send(new GetPrincipalTagAttributeMapCommand(parse(id))));
    if (!found) return undefined;
    // What a deletion leaves is the service's own map.
    const { UseDefaults, PrincipalTags } = found;
    return UseDefaults ? undefined : { UseDefaults, PrincipalTags };
  },
  expected: ({ principalTags, useDefaults }) => ({
    UseDefaults: useDefaults ?? false,
    PrincipalTags: principalTags ?? {},
  }),
  drift: (aws, id) =>
    aws.send(
      new SetPrincipalTagAttributeMapCommand({ ...parse(id), UseDefaults: false, PrincipalTags: { drifted: "sub" } }),
    ),
  async remove(aws, id) {
    const { IdentityPoolId } = parse(id);
    const { $metadata, ...pool } = await aws.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
    await aws.send(
      new UpdateIdentityPoolCommand({ ...pool, SupportedLoginProviders: {}, CognitoIdentityProviders: [] }),
    );
  },
});
