import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { ListIdentityPoolsCommand } from "@aws-sdk/client-cognito-identity";
import { crashAfter } from "../support/crash";
import { type RecordedService, recordService } from "../support/recorder";
import { TestStack } from "../support/stack";

const command = resolve(__dirname, "../../dist/provider/command/main.js");

describe("the command leftovers on the real engine", () => {
  let service: RecordedService;
  let stack: TestStack;
  before(async () => {
    service = await recordService();
    stack = await TestStack.create({}, { endpoint: service.url, url: service.url });
  });
  after(async () => {
    await stack?.dispose();
    await service?.close();
  });

  it("finds and deletes the pool of an update that was killed, and keeps the one that the stack holds", async () => {
    stack.declare({ held: { kind: "IdentityPool" } }, { id: "held.id" });
    await stack.workspace.up();
    const { id: held } = await stack.workspace.outputs();
    stack.declare({ held: { kind: "IdentityPool" }, lost: { kind: "IdentityPool" } });
    await crashAfter("CreateIdentityPool", service, stack.workspace);
    const pools = async () => {
      const { IdentityPools = [] } = await stack.aws.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
      return IdentityPools.map(({ IdentityPoolId }) => IdentityPoolId as string);
    };
    const lost = (await pools()).find((id) => id !== held);
    const { stdout: state } = await stack.workspace.pulumi(["stack", "export"]);
    const { project, env } = stack.workspace;
    const leftovers = async (...args: string[]) => {
      const running = promisify(execFile)(
        process.execPath,
        [command, "leftovers", "--endpoint", service.url, ...args],
        { cwd: project, env: { ...env, AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" } },
      );
      running.child.stdin?.end(state);
      return (await running).stdout;
    };
    assert.match(
      await leftovers(),
      new RegExp(`^${lost} lost-[0-9a-f]{7}, made for urn:pulumi:test::test::\\S+::lost, nothing in it\n$`),
    );
    assert.equal((await pools()).length, 2);
    assert.match(await leftovers("--delete"), /nothing in it: deleted\n$/);
    assert.deepEqual(await pools(), [held]);
    assert.equal(await leftovers(), "The stack has left no pool behind.\n");
  });
});
