import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type RunningLocalService, startLocalService } from "../../emulator/kit";
import { runCommand } from "../support/command";
import { isUnchanged } from "../support/engine";
import { TestStack } from "../support/stack";

describe("the command stale-guests on the real engine", () => {
  let service: RunningLocalService;
  let stack: TestStack;
  before(async () => {
    service = await startLocalService({ region: "eu-central-1" });
    stack = await TestStack.create({}, { endpoint: service.endpoint, url: service.endpoint });
  });
  after(async () => {
    await stack?.dispose();
    await service?.close();
  });

  it("spares the guests of a stack by its exported state, which names each of them", async () => {
    const identityPoolId = { $ref: "pool.id" };
    const declaration = {
      pool: { kind: "IdentityPool", args: { allowUnauthenticatedIdentities: true } },
      kiosk: { kind: "Identity", args: { identityPoolId } },
      secret: { kind: "Identity", args: { identityPoolId }, opts: { additionalSecretOutputs: ["identityId"] } },
      // Only a stack output names this one.
      hidden: { kind: "getIdOutput", args: { identityPoolId } },
    };
    stack.declare(declaration, { pool: "pool.id", kiosk: "kiosk.identityId", hidden: "hidden.identityId" });
    service.clock.moveBy(-2 * 3_600_000);
    await stack.workspace.up();
    const { pool: IdentityPoolId } = await stack.workspace.outputs();
    const { IdentityId: visitor } = await service.client().call("GetId", { IdentityPoolId });
    service.clock.reset();

    const { project: folder } = stack.workspace;
    const { stdout: state } = await stack.workspace.pulumi(["stack", "export", "--show-secrets"]);
    writeFileSync(join(folder, "state.json"), state);
    const args = [IdentityPoolId, "--older-than", "1h", "--endpoint", service.endpoint, "--spare-state", "state.json"];
    const run = await runCommand(["stale-guests", ...args, "--delete"], { folder, credentials: service.credentials });
    assert.match(run.stdout, /^4 guests found, 3 of them held by a stack; 1 deleted\.$/m);
    assert.match(run.stdout, new RegExp(`^${visitor} deleted$`, "m"));
    const again = await stack.workspace.up(["--refresh"]);
    assert.ok(isUnchanged(again), again.stdout);
  });
});
