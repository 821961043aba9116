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

  it("are warned of at preview, also where the roles are not known yet; so is a default role that is not there", async () => {
    const context = createTestContext();
    const identityPoolId = await createPool(context, { supportedLoginProviders: { "graph.facebook.com": "1" } });
    const mapping = {
      identityProvider: "graph.facebook.com",
      type: "Rules",
      ambiguousRoleResolution: "AuthenticatedRole",
      mappingRules: [rule("Equals", "gold"), { ...rule("Equals", "gold"), roleArn: unknownValue }],
    };
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
});
