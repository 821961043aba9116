import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

const root = resolve(__dirname, "../..");

describe("the example of federation", () => {
  it("lets the other clouds take the workload's token by what they are told, and no other", () => {
    const script = "tests/examples/support/run-federation.ts";
    const args = ["--require", "ts-node/register/transpile-only", script];
    const output = execFileSync(process.execPath, args, { cwd: root, encoding: "utf8" });
    const { subject, entra, google, attributeMapping, principal } = JSON.parse(
      output.trim().split("\n").pop() as string,
    );
    assert.match(subject, /^eu-central-1:/);
    assert.deepEqual(entra, [subject, null]);
    assert.deepEqual(google, [subject, null]);
    assert.deepEqual(attributeMapping, { "google.subject": "assertion.sub" });
    const pool = "projects/1/locations/global/workloadIdentityPools/aws";
    assert.equal(principal, `principal://iam.googleapis.com/${pool}/subject/${subject}`);
  });
});
