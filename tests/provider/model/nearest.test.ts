import assert from "node:assert/strict";
import { didYouMean, nearest } from "../../../provider/model/nearest";
import { operationNames, operations } from "../../../provider/model/operations";
import { explainUnknown, unknownMembers } from "../../../provider/model/unknown-members";

describe("the nearest name", () => {
  const members = Object.keys(operations.CreateIdentityPool.input.members);

  it("is the one with the fewest wrong letters, whatever their case", () => {
    for (const [wrong, right] of [
      ["DeveloperProvideName", "DeveloperProviderName"],
      ["openIdConnectProviderArns", "OpenIdConnectProviderARNs"],
      ["AllowUnauthenticated", "AllowUnauthenticatedIdentities"],
      ["IDENTITYPOOLNAME", "IdentityPoolName"],
      ["IdentityPoolTag", "IdentityPoolTags"],
    ] as const) {
      assert.equal(nearest(wrong, members), right);
    }
    assert.equal(nearest("CreateIdentityPol", operationNames), "CreateIdentityPool");
    assert.equal(nearest("DescribeIdentities", operationNames), "DescribeIdentity");
    assert.equal(nearest("b", ["a", "b"]), "b");
  });

  it("is none where no name is similar, or the name is too long for one", () => {
    for (const wrong of ["", "x", "Description", "__proto__", "x".repeat(1_000_000)]) {
      assert.equal(nearest(wrong, members), undefined, wrong.slice(0, 20));
    }
    assert.equal(nearest("x", []), undefined);
  });

  it("is named in a sentence, or all names are", () => {
    assert.equal(didYouMean("tmes", ["skip", "times"]), "did you mean times?");
    assert.equal(didYouMean("what", ["skip", "times"]), "use skip, times");
  });
});

describe("unknown members", () => {
  const { input } = operations.SetIdentityPoolRoles;

  it("are found at any depth, in structures, lists and maps", () => {
    const Rules = [{ Claim: "c" }, { Claims: "c", RoleARN: "r" }];
    const value = {
      IdentityPoolID: "x",
      Roles: { authenticated: "a", anything: "b" },
      RoleMappings: { p: { Typ: "Rules", RulesConfiguration: { Rules } } },
    };
    assert.deepEqual(unknownMembers(input, value).map(explainUnknown), [
      "there is no IdentityPoolID; did you mean IdentityPoolId?",
      "RoleMappings.p has no Typ; did you mean Type?",
      "RoleMappings.p.RulesConfiguration.Rules.1 has no Claims; did you mean Claim?",
    ]);
  });

  it("are none in right values, and in values of another type", () => {
    for (const value of [
      { IdentityPoolId: "x" },
      {},
      null,
      undefined,
      "x",
      [{ a: 1 }],
      { RoleMappings: [{ a: 1 }, 2] },
    ]) {
      assert.deepEqual(
        unknownMembers(input, value).filter(({ path }) => path[0] !== "RoleMappings"),
        [],
        JSON.stringify(value),
      );
    }
  });

  it("are not hidden by names that every object has", () => {
    const value = JSON.parse('{"constructor": 1, "__proto__": 2, "toString": 3}');
    assert.deepEqual(
      unknownMembers(input, value).map(({ name }) => name),
      ["constructor", "__proto__", "toString"],
    );
  });
});
