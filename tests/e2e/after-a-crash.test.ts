import assert from "node:assert/strict";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ListIdentityPoolsCommand } from "@aws-sdk/client-cognito-identity";
import { killAfter } from "../support/crash";
import { type RecordedService, recordService } from "../support/recorder";
import { TestStack } from "../support/stack";

/** What docs/after-a-crash.md says. */
describe("after a crash, on the real engine", () => {
  let service: RecordedService;
  let stack: TestStack;
  const pools = async () => {
    const { IdentityPools = [] } = await stack.aws.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
    return IdentityPools.map(({ IdentityPoolId }) => IdentityPoolId);
  };
  const pending = async () => (await stack.workspace.exportState()).deployment.pending_operations?.length ?? 0;

  before(async () => {
    service = await recordService();
    stack = await TestStack.create({}, { endpoint: service.url, url: service.url });
    stack.declare({ users: { kind: "IdentityPool" } }, { id: "users.id" });
    await killAfter("CreateIdentityPool", service, stack.workspace);
  });
  after(async () => {
    await stack?.dispose();
    await service?.close();
  });

  it("a stack is locked until that is cancelled, and a pending creation is cleared and its pool adopted", async () => {
    const { workspace } = stack;
    const locked = await workspace.up([], { mayFail: true });
    assert.notEqual(locked.code, 0);
    assert.match(locked.stderr, /the stack is currently locked by 1 lock\(s\)/);
    await workspace.pulumi(["cancel", "--yes"]);
    await workspace.refresh();
    assert.equal(await pending(), 1);
    await workspace.refresh(["--clear-pending-creates"]);
    assert.equal(await pending(), 0);
    const [made] = await pools();
    const { diagnostics } = await workspace.up();
    assert.match(diagnostics.map(({ message }) => message).join("\n"), new RegExp(`${made} .* is adopted`));
    assert.deepEqual(await pools(), [(await workspace.outputs()).id]);
  });

  it("a checkpoint that is cut off has its copy beside it", async () => {
    const file = join(stack.workspace.folder, "state/.pulumi/stacks/test/test.json");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.slice(0, text.length / 2));
    const failed = await stack.workspace.up([], { mayFail: true });
    assert.notEqual(failed.code, 0);
    assert.match(failed.stdout + failed.stderr, /failed to load checkpoint/);
    copyFileSync(`${file}.bak`, file);
    writeFileSync(`${file}.attrs`, "");
    const halfMended = await stack.workspace.up([], { mayFail: true });
    assert.match(halfMended.stdout + halfMended.stderr, /failed to load checkpoint: EOF/);
    copyFileSync(`${file}.bak.attrs`, `${file}.attrs`);
    await stack.workspace.up();
    assert.deepEqual(await pools(), [(await stack.workspace.outputs()).id]);
  });
});
