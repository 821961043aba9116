import assert from "node:assert/strict";
import type { dynamic } from "@pulumi/pulumi";
import { DynamicShell } from "../../provider/dynamic";
import { CognitoIdentityError } from "../../provider/model/errors";
import { packageInfo } from "../../provider/package-info";
import type { Resource } from "../../provider/resource";
import { PartialFailure, ResourceError } from "../../provider/resource-error";
import { showError } from "../../provider/show-error";

/** A kind of resource all of whose operations throw. */
function throwing(error: unknown): dynamic.ResourceProvider {
  const fail = async () => {
    throw error;
  };
  const resource: Resource = {
    definition: { name: "Thing", noun: "thing", id: ["id"], calls: [], inputs: {}, outputs: {} },
    check: fail,
    diff: fail,
    create: fail,
    read: fail,
    update: fail,
    delete: fail,
  };
  return new DynamicShell().provider(resource);
}

const own = { __provider: "line", __resourceName: "users" };

type Operation = [name: string, run: (provider: dynamic.ResourceProvider) => Promise<unknown> | undefined];

const operations: Operation[] = [
  ["check", (provider) => provider.check?.({}, own)],
  ["diff", (provider) => provider.diff?.("1", own, own)],
  ["create", (provider) => provider.create(own)],
  ["read", (provider) => provider.read?.("1", own)],
  ["update", (provider) => provider.update?.("1", own, own)],
  ["delete", (provider) => provider.delete?.("1", own)],
];

/** Does with a failure what Pulumi's dynamic provider does: prints it, and hands over its message. */
async function handOver(operation: Operation, error: unknown): Promise<{ message: string; printed: string[] }> {
  const printed: string[] = [];
  const { write } = process.stderr;
  process.stderr.write = (text: string | Uint8Array) => printed.push(String(text)) > 0;
  try {
    await operation[1](throwing(error));
    throw new Error(`${operation[0]} did not fail`);
  } catch (thrown) {
    console.error(`${thrown}: ${(thrown as Error).stack}`);
    console.error("the next message");
    return { message: (thrown as Error).message, printed };
  } finally {
    process.stderr.write = write;
  }
}

describe("the dynamic shell", () => {
  for (const operation of operations) {
    it(`shows an expected failure of ${operation[0]} as its message, once`, async () => {
      for (const error of [
        new ResourceError("Protected", "It is protected."),
        new CognitoIdentityError({ code: "AccessDeniedException", message: "It is protected." }),
      ]) {
        const { message, printed } = await handOver(operation, error);
        assert.equal(message, "It is protected.");
        assert.deepEqual(printed, ["the next message\n"]);
      }
    });

    it(`shows a bug in ${operation[0]} with its stack and the resource`, async () => {
      const { message, printed } = await handOver(operation, new TypeError("pool.tags is not a function"));
      const [first, second, ...stack] = message.split("\n");
      assert.equal(first, "pool.tags is not a function");
      assert.match(
        second ?? "",
        /^This is a bug in pulumi-cognito-identity \d+\.\d+\.\d+, met by Thing\b.*\. Please report it/,
      );
      assert.equal(stack[0], "TypeError: pool.tags is not a function");
      assert.match(stack.join("\n"), /dynamic\.test\.ts/);
      assert.deepEqual(printed, ["the next message\n"]);
    });
  }

  it("names the resource of a bug in a creation or an update", async () => {
    for (const name of ["create", "update"]) {
      const operation = operations.find(([one]) => one === name) as Operation;
      assert.match((await handOver(operation, new Error("broken"))).message, /, met by Thing users\. /);
    }
  });
});

describe("an error", () => {
  it("is reported where the package says", () => {
    const info = packageInfo() as { bugs?: { url: string } };
    const { bugs } = info;
    try {
      info.bugs = { url: "https://example.com/bugs" };
      assert.match(
        showError(new Error("broken"), "Thing"),
        /Please report it at https:\/\/example\.com\/bugs with this stack:\nError: broken/,
      );
      delete info.bugs;
      assert.match(showError(new Error("broken"), "Thing"), /Please report it with this stack:\nError: broken/);
    } finally {
      if (bugs) info.bugs = bugs;
    }
  });

  it("of a change that got part of the way shows its cause", () => {
    const recorded = { id: "1", state: {} };
    const expected = new PartialFailure(recorded, new ResourceError("Conflict", "Two of it."));
    assert.equal(showError(expected, "Thing"), "Two of it.");
    const bug = new PartialFailure(recorded, new RangeError("too deep"));
    assert.match(showError(bug, "Thing"), /^too deep\nThis is a bug in .*\nRangeError: too deep\n/);
  });

  it("that is none is shown all the same", () => {
    assert.match(showError("a text", "Thing"), /^a text\nThis is a bug/);
  });
});
