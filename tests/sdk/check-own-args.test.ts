import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { definition } from "../../provider/resources/identity-pool";
import { AuthenticatedIdentityPool } from "../../sdk/components/authenticated-identity-pool";
import { checkOwnArgs } from "../../sdk/components/check-own-args";
import { WorkloadIdentity } from "../../sdk/components/workload-identity";

describe("the arguments of a component", () => {
  const refused = (make: () => unknown, message: string) =>
    assert.throws(make, (error: Error) => {
      assert.ok(error instanceof pulumi.RunError, "shown without a stack");
      assert.equal(error.message, message);
      return true;
    });

  it("are refused where they are misspelt", () => {
    const role = { role: { authenticated: "arn:aws:iam::123456789012:role/users" } };
    refused(
      () => new AuthenticatedIdentityPool("shop", role as never),
      "AuthenticatedIdentityPool shop: role does not exist; did you mean roles?",
    );
    refused(
      () => new WorkloadIdentity("billing", { worklod: "x" } as never),
      "WorkloadIdentity billing: worklod does not exist; did you mean workload?",
    );
  });

  it("may be all that a pool takes", () => {
    const pool = Object.fromEntries(Object.keys(definition.inputs).map((name) => [name, "x"]));
    checkOwnArgs("a component", pool, ["roles", "roleMappings", "sessionTags"]);
    const { developerProviderName: _own, ...others } = pool;
    checkOwnArgs("a component", others, ["workload", "developerProviderName"]);
  });
});
