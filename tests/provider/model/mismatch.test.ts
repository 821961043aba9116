import assert from "node:assert/strict";
import fc from "fast-check";
import { decode } from "../../../provider/model/json";
import { mismatch } from "../../../provider/model/mismatch";
import { operationNames, operations } from "../../../provider/model/operations";
import { wireValues } from "../client/support/arbitraries";

const seed = 20140630;
const { ListIdentities, GetCredentialsForIdentity, GetIdentityPoolRoles, DeleteIdentities } = operations;

describe("mismatch", () => {
  for (const name of operationNames) {
    it(`finds nothing in answers of ${name} that are as the table has them`, () => {
      const { output } = operations[name];
      fc.assert(
        fc.property(wireValues(output), (value) => assert.equal(mismatch(output, decode(output, value)), undefined)),
        { numRuns: 200, seed },
      );
    });
  }

  const wrong: [shape: Parameters<typeof mismatch>[0], value: unknown, found: string][] = [
    [ListIdentities.output, {}, "IdentityPoolId is missing"],
    [ListIdentities.output, { IdentityPoolId: "p" }, "Identities is missing"],
    [ListIdentities.output, { IdentityPoolId: "p", Identities: null }, "Identities is missing"],
    [ListIdentities.output, { IdentityPoolId: "p", Identities: {} }, "Identities is no list"],
    [
      ListIdentities.output,
      { IdentityPoolId: "p", Identities: [{ IdentityId: "i" }, {}] },
      "Identities.1.IdentityId is missing",
    ],
    [ListIdentities.output, { IdentityPoolId: "p", Identities: [null] }, "Identities.0 is no object"],
    [ListIdentities.output, { IdentityPoolId: "p", Identities: [], NextToken: 2 }, "NextToken is no string"],
    [
      ListIdentities.output,
      { IdentityPoolId: "p", Identities: [{ IdentityId: "i", CreationDate: "today" }] },
      "Identities.0.CreationDate is no time",
    ],
    [GetCredentialsForIdentity.output, { IdentityId: "i", Credentials: [] }, "Credentials is no object"],
    [DeleteIdentities.output, { UnprocessedIdentityIds: "i" }, "UnprocessedIdentityIds is no list"],
    [DeleteIdentities.output, { UnprocessedIdentityIds: ["i"] }, "UnprocessedIdentityIds.0 is no object"],
    [GetIdentityPoolRoles.output, { IdentityPoolId: "p", Roles: [] }, "Roles is no map"],
    [
      GetIdentityPoolRoles.output,
      { IdentityPoolId: "p", Roles: { authenticated: null } },
      "Roles.authenticated is no string",
    ],
    [
      GetIdentityPoolRoles.output,
      { IdentityPoolId: "p", RoleMappings: { "a.b": { Type: "Rules", RulesConfiguration: {} } } },
      "RoleMappings.a.b.RulesConfiguration.Rules is missing",
    ],
    [operations.GetPrincipalTagAttributeMap.output, { UseDefaults: "yes" }, "UseDefaults is neither true nor false"],
    [operations.DescribeIdentityPool.output, Object.create({ IdentityPoolId: "p" }), "IdentityPoolId is missing"],
  ];
  for (const [shape, value, found] of wrong) {
    it(`finds that ${found}`, () => assert.equal(mismatch(shape, decode(shape, value)), found));
  }

  it("lets new members, new choices and null in the place of an absent member pass", () => {
    const mapping = { Type: "BrandNew", AmbiguousRoleResolution: null, New: 1 };
    const value = { IdentityPoolId: "p", Roles: null, RoleMappings: { p: mapping }, New: { a: [1] } };
    assert.equal(mismatch(GetIdentityPoolRoles.output, value), undefined);
  });
});
