import assert from "node:assert/strict";
import { createContext } from "../../provider/context";
import type { PropertyTable } from "../../provider/define";
import { functions } from "../../provider/functions";
import type { ServiceFunction } from "../../provider/functions/function";
import { structure } from "../../provider/model/shapes";
import { programName } from "../../provider/names";
import { checkProperties, type Values } from "../../provider/properties";
import type { Resource } from "../../provider/resource";
import { resources } from "../../provider/resources";
import { isExpected } from "../../provider/show-error";
import { unknownValue } from "../../provider/unknown";
import { existing, HostileValues } from "../support/hostile-values";
import { createTestContext, type TestContext } from "../support/lifecycle-context";

/** How many objects each check, each diff and each function gets; `npm run test:fuzz` asks for many. */
const objects = Number(process.env.COGNITO_IDENTITY_FUZZ ?? 400);
const seed = Number(process.env.COGNITO_IDENTITY_SEED ?? 20_140_630);

const bounds = {
  /** Milliseconds for one object, where a machine that is not busy needs a twentieth of it. */
  time: 10_000,
  /** Characters that are shown of one object. */
  shown: 70_000,
};

const names: Values = Object.fromEntries(Object.entries(existing).map(([name, value]) => [programName(name), value]));

/** Objects of a program: what shapes ask for, and what they do not. */
class HostileObjects extends HostileValues {
  object(table: PropertyTable): Values {
    const room = this.isOne(200) ? 30_000 : this.one([10, 10, 100, 500]);
    const shape = structure(Object.fromEntries(Object.entries(table).map(([name, { shape }]) => [name, shape])));
    return this.value(shape, room) as Values;
  }

  override value(...[shape, room]: Parameters<HostileValues["value"]>): unknown {
    return this.isOne(60) ? unknownValue : super.value(shape, room);
  }

  override member(name: string, room: number): unknown {
    if (name === "logins") return super.member("Logins", room);
    if (!Object.hasOwn(names, name) || this.isOne(5)) return undefined;
    return names[name];
  }
}

const isObject = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What must not reach a terminal: it would move its cursor or turn its text. */
const controls = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const checkShown = (what: string, texts: readonly string[]) => {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  if (length > bounds.shown) assert.fail(`${what}: ${length} characters`);
  for (const text of texts) if (controls.test(text)) assert.fail(`${what}: ${JSON.stringify(text)}`);
};

describe(`${objects} hostile objects`, () => {
  /** Gives a subject one object after the other; it answers what a person would be shown. */
  async function fuzz(what: string, run: (values: HostileObjects, context: TestContext) => Promise<string[]>) {
    const values = new HostileObjects(seed);
    let context = createTestContext();
    let slowest = 0;
    for (let i = 0; i < objects; i++) {
      if (i % 500 === 0) context = createTestContext();
      for (const list of [context.said, context.calls]) list.splice(0);
      const started = performance.now();
      const shown = await run(values, context).catch((error: Error) => assert.fail(`${what} ${i}: ${error.stack}`));
      checkShown(`${what} ${i}`, [...shown, ...context.said]);
      const time = performance.now() - started;
      if (time > bounds.time) assert.fail(`${what} ${i}: ${time} ms`);
      slowest = Math.max(slowest, time);
    }
    if (process.env.COGNITO_IDENTITY_FUZZ) console.log(`${what}: the slowest took ${Math.round(slowest)} ms`);
  }

  const expected = (error: unknown): string[] => {
    if (!isExpected(error)) throw error;
    return [(error as Error).message];
  };

  for (const [name, resource] of Object.entries(resources)) {
    const { definition } = resource as Resource;
    const id = definition.id.map((part) => names[part] ?? "x").join("/");
    it(`as inputs of ${name}`, () =>
      fuzz(name, async (values, context) => {
        const inputs = values.object(definition.inputs);
        const state = values.object({ ...definition.inputs, ...definition.outputs });
        if (!isObject(inputs)) return [];
        const checked = await resource
          .check({ context, name: "x", inputs, state: isObject(state) ? state : {} })
          .catch(expected);
        if (Array.isArray(checked)) return checked;
        JSON.stringify(checked.inputs);
        return [...checked.failures, ...checked.doubts].map(({ property, reason }) => `${property} ${reason}`);
      })).timeout(600_000);

    it(`as states of ${name}`, () =>
      fuzz(name, async (values, context) => {
        const given = values.object(definition.inputs);
        const state = values.object({ ...definition.inputs, ...definition.outputs });
        if (!isObject(given) || !isObject(state)) return [];
        // Only inputs that a check lets through come to a diff.
        const { failures } = checkProperties(definition, given);
        const wrong = new Set(failures.map(({ property }) => /^[\w$]+/.exec(property)?.[0]));
        const right = Object.entries(given).filter(([key]) => Object.hasOwn(definition.inputs, key) && !wrong.has(key));
        const needed = Object.entries(definition.inputs).flatMap(([key, { required }]) =>
          required ? [[key, names[key] ?? "x"]] : [],
        );
        const inputs = { ...Object.fromEntries(needed), ...Object.fromEntries(right) };
        const changes = await resource
          .diff({ context, name: "x", id: values.isOne(3) ? values.text(10) : id, inputs, state })
          .catch(expected);
        return changes.map((change) => (typeof change === "string" ? change : change.property));
      })).timeout(600_000);
  }

  const config = { "cognito-identity:region": "us-east-1", "cognito-identity:endpoint": "local::memory:" };
  for (const [name, called] of Object.entries<ServiceFunction<never, unknown>>(functions)) {
    it(`as arguments of ${name}`, () => {
      const real = createContext(config, { log: () => {} });
      return fuzz(name, async (values) => {
        const args = values.object(called.definition.args);
        if (!isObject(args)) return [];
        return called.run(real, args as never).then(() => [], expected);
      });
    }).timeout(600_000);
  }
});
