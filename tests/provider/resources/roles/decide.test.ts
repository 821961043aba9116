import assert from "node:assert/strict";
import { CognitoIdentityError } from "../../../../provider/model/errors";
import { decide, type Outcome, type RolesDocument } from "../../../../provider/resources/roles/pool-roles";

const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;
const before: RolesDocument = {
  roles: { authenticated: role("users") },
  mappings: {
    "graph.facebook.com": {
      Type: "Rules",
      AmbiguousRoleResolution: "Deny",
      RulesConfiguration: { Rules: [{ Claim: "a", MatchType: "Equals", Value: "b", RoleARN: role("admins") }] },
    },
  },
};
const refused = (code: string, message: string): Outcome & { error: unknown } => ({
  kind: "refused",
  took: 40,
  before,
  error: new CognitoIdentityError({ code, message }),
});
const gone = refused("InvalidParameterException", "(graph.facebook.com) is not a valid RoleMapping ProviderName");

describe("what follows a change of a pool's roles", () => {
  it("is the end when the service has what is wanted", () => {
    assert.deepEqual(decide({ kind: "as wanted" }, [], new Set()), { next: "done" });
  });

  it("is another look after three round trips when it was written, and after one when another writer was faster", () => {
    const written = decide({ kind: "written", took: 40 }, [], new Set());
    assert.deepEqual(written, { next: "look again", roundTrip: 40, roundTrips: 3 });
    const busy = decide(refused("ConcurrentModificationException", "busy"), [], new Set());
    assert.deepEqual(busy, { next: "look again", roundTrip: 40, roundTrips: 1 });
  });

  it("drops a mapping of others whose provider is gone, once, and never one that the change sets", () => {
    assert.deepEqual(decide(gone, [], new Set()), { next: "drop mapping", provider: "graph.facebook.com" });
    assert.equal(decide(gone, ["graph.facebook.com"], new Set()).next, "wait for role");
    assert.equal(decide(gone, [], new Set(["graph.facebook.com"])).next, "wait for role");
  });

  it("is a wait for a role otherwise, where roles that the service has are known to be accepted", () => {
    const error = refused("NotAuthorizedException", "Access to Role is forbidden");
    assert.deepEqual(decide(error, [], new Set()), {
      next: "wait for role",
      error: error.error,
      accepted: new Set([role("users"), role("admins")]),
    });
  });
});
