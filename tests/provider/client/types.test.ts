import assert from "node:assert/strict";
import type {
  CallRecord,
  ClientOptions,
  CognitoIdentityClient,
  CognitoIdentityError,
  Input,
  Item,
  Output,
} from "../../../provider/client";

/** Never called: `tsc -p .` checks what compiles here, and that what is marked does not. */
async function whatCompiles(client: CognitoIdentityClient, error: CognitoIdentityError): Promise<void> {
  const IdentityPoolId = "eu-west-1:1";

  const pool = await client.call("DescribeIdentityPool", { IdentityPoolId });
  const name: string = pool.IdentityPoolName;
  const guests: boolean = pool.AllowUnauthenticatedIdentities;
  const classic: boolean | undefined = pool.AllowClassicFlow;
  const identity = await client.call("DescribeIdentity", { IdentityId: "eu-west-1:1" });
  const created: Date | undefined = identity.CreationDate;
  const roles: Input<"SetIdentityPoolRoles"> = { IdentityPoolId, Roles: { authenticated: "arn" } };
  const empty: Output<"DeleteIdentityPool"> = {};
  for await (const { IdentityId } of client.paginate("ListIdentities", { IdentityPoolId, MaxResults: 1 }).items()) {
    const id: string | undefined = IdentityId;
    void id;
  }
  for await (const user of client.paginate("LookupDeveloperIdentity", { IdentityPoolId }).items()) user.toUpperCase();
  const item: Item<"ListIdentityPools"> = { IdentityPoolId, IdentityPoolName: "p" };
  // What the service always answers goes into the next call as it is.
  const { IdentityId } = await client.call("GetId", { IdentityPoolId, Logins: undefined });
  await client.call("GetCredentialsForIdentity", { IdentityId });
  const secret: string = (await client.call("GetCredentialsForIdentity", { IdentityId })).Credentials.SecretKey;
  const { IdentityPools } = await client.call("ListIdentityPools", { MaxResults: 60 });
  for (const listed of IdentityPools) await client.call("DescribeIdentityPool", listed);
  const arns = ["arn"] as const;
  await client.call("UpdateIdentityPool", { ...pool, SamlProviderARNs: arns });
  const written: Input<"CreateIdentityPool"> = { IdentityPoolName: "p", AllowUnauthenticatedIdentities: true };
  const known: boolean = error.code === "ResourceNotFoundException";
  const unknown: boolean = error.code === "BrandNewException";
  const outcome: "refused" | "unknown" = error.outcome;
  const options: ClientOptions = { onCall: (record: CallRecord) => void record.duration, useFipsEndpoint: true };
  void [name, guests, classic, created, roles, empty, item, secret, written, known, unknown, outcome, options];

  // @ts-expect-error a name that is no operation
  await client.call("DescribePool", { IdentityPoolId });
  // @ts-expect-error a required member that is missing
  await client.call("DescribeIdentityPool", {});
  // @ts-expect-error a member that the operation does not have
  await client.call("DescribeIdentityPool", { IdentityPoolId, Name: "p" });
  // @ts-expect-error a value of the wrong type
  await client.call("ListIdentityPools", { MaxResults: "60" });
  // @ts-expect-error a value that is none of the choices
  await client.call("SetIdentityPoolRoles", { IdentityPoolId, Roles: { admin: "arn" } });
  // @ts-expect-error a choice deep inside
  const mapping: Input<"SetIdentityPoolRoles"> = { IdentityPoolId, Roles: {}, RoleMappings: { p: { Type: "Rule" } } };
  // @ts-expect-error a date is no string
  const text: string | undefined = identity.CreationDate;
  // @ts-expect-error a login without a token
  await client.call("GetId", { IdentityPoolId, Logins: { "accounts.google.com": undefined } });
  // @ts-expect-error an output has no such member
  void pool.Name;
  // @ts-expect-error an operation without pages
  client.paginate("DescribeIdentityPool", { IdentityPoolId });
  // @ts-expect-error a mode that does not exist
  const mode: ClientOptions = { retryMode: "quick" };
  // @ts-expect-error facts of an error do not change
  error.code = "X";
  void [mapping, text, mode];
}

describe("Types", () => {
  it("are checked by tsc, not here", () => assert.equal(typeof whatCompiles, "function"));
});
