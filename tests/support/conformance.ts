import assert from "node:assert/strict";
import type { CognitoIdentityClient } from "@aws-sdk/client-cognito-identity";
import { PluginStack } from "../plugin/support/plugin-stack";
import { isUnchanged, type Run } from "./engine";
import { type Declaration, type Stack, TestStack } from "./stack";

type Args = Record<string, unknown>;

/** What a resource that lives in a pool must show of itself; every one runs the same suite. */
export interface Conformance {
  readonly kind: string;
  /** The settings of the pools that it lives in. */
  readonly pool: Args;
  /** Its arguments, the pool's id aside. */
  readonly args: Args;
  /** Each property with another value: a change in place, or a replacement. */
  readonly changes: Readonly<Record<string, { to: unknown; with?: Args; replaces?: true }>>;
  /** What the service has, by another client; undefined when nothing is there. */
  read(aws: CognitoIdentityClient, id: string): Promise<unknown>;
  /** What the service should have. */
  expected(args: Args): unknown;
  /** Changes it behind the engine's back; absent where there is nothing to change. */
  drift?(aws: CognitoIdentityClient, id: string): Promise<unknown>;
  /** Takes it away behind the engine's back. */
  remove(aws: CognitoIdentityClient, id: string): Promise<unknown>;
  /** It goes with its pool alone, so `remove` takes both away. */
  goesWithPool?: true;
}

/** What is done with a resource, the reading before it aside. */
const opsOf = (run: Run, name: string) =>
  run.steps.filter((step) => step.name === name && step.op !== "refresh").map(({ op }) => op);

/**
 * Create, read by another client, no-op, every change, drift, deletion behind the engine's back, destroy. Each
 * change has a pool and a resource of its own, so that one run of the engine serves them all.
 */
export function conforms(conformance: Conformance): void {
  conformsIn("dynamic resources", () => TestStack.create({}), conformance);
  conformsIn("the plugin", () => PluginStack.create({}), conformance);
}

function conformsIn(
  shell: string,
  createStack: () => Promise<Stack>,
  { kind, pool, args, changes, read, expected, drift, remove, goesWithPool }: Conformance,
): void {
  describe(`${kind} by ${shell} on the real engine`, () => {
    let stack: Stack;
    const names = Object.keys(changes);
    const changed = (name: string): Args => {
      const { to, with: others } = changes[name] ?? {};
      return { ...args, ...others, [name]: to };
    };
    const declare = (argsOf: (name: string) => Args) => {
      const declaration: Declaration = { spare: { kind: "IdentityPool", args: pool } };
      for (const name of names) {
        declaration[`pool-${name}`] = { kind: "IdentityPool", args: pool };
        declaration[name] = { kind, args: { identityPoolId: { $ref: `pool-${name}.id` }, ...argsOf(name) } };
      }
      stack.declare(declaration, Object.fromEntries(names.map((name) => [name, `${name}.id`])));
    };
    const present = async (argsOf: (name: string) => Args) => {
      const ids = await stack.workspace.outputs();
      for (const name of names) assert.deepEqual(await read(stack.aws, ids[name]), expected(argsOf(name)), name);
      return ids as Record<string, string>;
    };

    before(async () => {
      stack = await createStack();
      declare(() => args);
    });
    after(() => stack.dispose());

    it("previews without a call that writes, creates, and finds everything unchanged", async () => {
      const preview = await stack.workspace.preview();
      assert.equal(preview.code, 0, preview.stdout);
      await stack.workspace.up();
      await present(() => args);
      const again = await stack.workspace.up();
      assert.ok(isUnchanged(again), again.stdout);
    });

    it(`takes over a change of ${names.join(", ")}, each alone`, async () => {
      const before = await stack.workspace.outputs();
      declare(changed);
      const run = await stack.workspace.up();
      for (const name of names) {
        const replaces = changes[name]?.replaces === true;
        const ops = opsOf(run, name);
        assert.equal(ops.includes("create-replacement"), replaces, `${name}: ${ops}`);
        if (!replaces) assert.deepEqual(ops, ["update"], name);
      }
      await present(changed);
      for (const name of names.filter((name) => changes[name]?.replaces)) {
        assert.equal(await read(stack.aws, before[name]), undefined, `${name}: the one before is gone`);
      }
    });

    if (drift) {
      it("shows and mends what was changed behind its back", async () => {
        const ids = await stack.workspace.outputs();
        for (const name of names) await drift(stack.aws, ids[name]);
        const refresh = await stack.workspace.refresh();
        assert.equal(refresh.changes.update, names.length, refresh.stdout);
        await stack.workspace.up();
        await present(changed);
      });
    }

    it("is made anew when it was deleted behind its back, and destroyed", async () => {
      const before = await stack.workspace.outputs();
      for (const name of names) await remove(stack.aws, before[name]);
      const refresh = await stack.workspace.refresh();
      assert.equal(refresh.changes.delete, names.length * (goesWithPool ? 2 : 1), refresh.stdout);
      const run = await stack.workspace.up();
      for (const name of names) assert.deepEqual(opsOf(run, name), ["create"], name);
      const ids = await present(changed);

      const [gone] = names;
      if (gone) await remove(stack.aws, ids[gone] as string);
      const destroyed = await stack.workspace.destroy();
      assert.equal(destroyed.code, 0, destroyed.stdout);
      for (const name of names) assert.equal(await read(stack.aws, ids[name] as string), undefined, name);
    });
  });
}

/** An answer, or undefined when there is none to what was asked for. */
export async function absentIfNotFound<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error) => {
    if (error.name === "ResourceNotFoundException") return undefined;
    throw error;
  });
}
