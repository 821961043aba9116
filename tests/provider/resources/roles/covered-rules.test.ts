import assert from "node:assert/strict";
import fc from "fast-check";
import { matchesRule } from "../../../../provider/model/access/decide-role";
import { coveredRules } from "../../../../provider/resources/roles/covered-rules";
import { unknownValue } from "../../../../provider/unknown";
import { createPool, createTestContext } from "../../../support/lifecycle-context";
import { lifecycles } from "../../../support/lifecycles";

const roleArn = "arn:aws:iam::123456789012:role/users";
type MatchType = "Equals" | "Contains" | "StartsWith" | "NotEqual";
const rule = (matchType: MatchType, value: string, claim = "tier") => ({ claim, matchType, value, roleArn });

async function facebookPool() {
  const context = createTestContext();
  const identityPoolId = await createPool(context, { supportedLoginProviders: { "graph.facebook.com": "1" } });
  return { context, identityPoolId };
}

const facebookMapping = (mappingRules: readonly object[]) => ({
  identityProvider: "graph.facebook.com",
  type: "Rules",
  ambiguousRoleResolution: "AuthenticatedRole",
  mappingRules,
});

describe("Rules that never give their role", () => {
  it("are those that an earlier rule matches whenever they do", () => {
    const rules = [
      rule("StartsWith", "go"),
      rule("Equals", "gold"),
      rule("Equals", "silver"),
      rule("Contains", "l"),
      rule("StartsWith", "pl"),
      rule("Equals", "silver", "other"),
      rule("NotEqual", "silver"),
    ];
    assert.deepEqual(coveredRules(rules), [
      { rule: 1, by: 0 },
      { rule: 4, by: 3 },
    ]);
  });

  it("match nothing that the earlier one does not match", () => {
    const text = fc.constantFrom("a", "ab", "b", "ba");
    const type = fc.constantFrom<MatchType>("Equals", "Contains", "StartsWith", "NotEqual");
    const one = fc.tuple(type, text).map(([matchType, value]) => rule(matchType, value));
    let covered = 0;
    fc.assert(
      fc.property(one, one, fc.oneof(text, fc.array(text)), (earlier, later, tier) => {
        if (coveredRules([earlier, later]).length === 0) return;
        covered++;
        const matches = ({ claim, matchType, value }: typeof one extends fc.Arbitrary<infer R> ? R : never) =>
          matchesRule({ Claim: claim, MatchType: matchType, Value: value, RoleARN: roleArn }, { tier });
        assert.ok(!matches(later) || matches(earlier));
      }),
      { numRuns: 1_000 },
    );
    assert.ok(covered > 50);
  });

  it("are not looked for among rules that lack a part, each of which is an error", async () => {
    const { context, identityPoolId } = await facebookPool();
    const mapping = facebookMapping([
      rule("Contains", "gold"),
      { claim: "tier", matchType: "Equals", roleArn },
      { roleArn },
      { roleArn },
    ]);
    const { failures } = await lifecycles.identityPoolRoleMapping.check(context, {}, { identityPoolId, ...mapping });
    assert.deepEqual(
      failures.map(({ property, reason }) => `${property} ${reason}`).filter((text) => text.includes("[1]")),
      ["mappingRules[1].value is required"],
    );
    assert.deepEqual(
      context.said.filter((line) => line.includes("never gives its role")),
      [],
    );
  });

  it("are warned of at preview, also where the roles are not known yet; so is a default role that is not there", async () => {
    const { context, identityPoolId } = await facebookPool();
    const mapping = facebookMapping([rule("Equals", "gold"), { ...rule("Equals", "gold"), roleArn: unknownValue }]);
    await lifecycles.identityPoolRoleMapping.check(context, {}, { identityPoolId, ...mapping });
    assert.ok(
      context.said.some((line) => line.includes("mappingRules[1] never gives its role, as mappingRules[0] matches")),
    );
    context.said.length = 0;
    await lifecycles.identityPoolRoleAttachment.check(
      context,
      {},
      { identityPoolId, roles: {}, roleMappings: [mapping] },
    );
    assert.ok(context.said.some((line) => line.includes("roleMappings[0].mappingRules[1] never gives its role")));
    assert.ok(
      context.said.some((line) => line.includes("roleMappings[0].ambiguousRoleResolution is AuthenticatedRole, but")),
    );
  });

  it("are warned of no further than a mapping may have rules, and a pool mappings", async () => {
    const { context, identityPoolId } = await facebookPool();
    const mapping = facebookMapping(Array.from({ length: 1_000 }, () => rule("Equals", "gold")));
    await lifecycles.identityPoolRoleMapping.check(context, {}, { identityPoolId, ...mapping });
    const said = () => context.said.filter((line) => line.includes("never gives its role")).length;
    assert.equal(said(), 24);
    context.said.length = 0;
    const roleMappings = Array.from({ length: 100 }, () => facebookMapping([rule("Equals", "a"), rule("Equals", "a")]));
    await lifecycles.identityPoolRoleAttachment.check(context, {}, { identityPoolId, roles: {}, roleMappings });
    assert.equal(said(), 10);
  });

  it("are those that compare aud with another app client than the mapping's", async () => {
    const userPool = "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc";
    const context = createTestContext();
    const aud = (matchType: MatchType, value: string) => rule(matchType, value, "aud");
    const mappingRules = [
      aud("Equals", "other"),
      aud("NotEqual", "4k2"),
      aud("StartsWith", "4k"),
      rule("Equals", "4k2"),
    ];
    const mapping = { type: "Rules", ambiguousRoleResolution: "AuthenticatedRole", mappingRules };
    const check = (identityProvider: string) =>
      lifecycles.identityPoolRoleMapping.check(
        context,
        {},
        { identityPoolId: unknownValue, identityProvider, ...mapping },
      );
    await check("accounts.google.com");
    assert.deepEqual(context.said, []);
    await check(`${userPool}:4k2`);
    assert.deepEqual(
      context.said.map((line) => /mappingRules\[\d] never gives its role, as the claim aud/.exec(line)?.[0].at(13)),
      ["0", "1"],
    );
  });
});

describe("A mapping with Deny", () => {
  const mapping = (ambiguousRoleResolution: string) => ({
    identityPoolId: unknownValue,
    identityProvider: "graph.facebook.com",
    type: "Token",
    ambiguousRoleResolution,
  });
  const said = async (before: object, now: object) => {
    const context = createTestContext();
    await lifecycles.identityPoolRoleMapping.check(context, before, now);
    return context.said.filter((line) => line.includes("is Deny"));
  };

  it("is warned of when it is new, and not in every preview after", async () => {
    assert.match(
      (await said({}, mapping("Deny"))).join(),
      /users whose token names no role, or several get no credentials/,
    );
    assert.equal((await said(mapping("AuthenticatedRole"), mapping("Deny"))).length, 1);
    assert.deepEqual(await said(mapping("Deny"), mapping("Deny")), []);
    assert.deepEqual(await said({}, mapping("AuthenticatedRole")), []);
  });
});
