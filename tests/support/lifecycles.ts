import assert from "node:assert/strict";
import type { Context } from "../../provider/context";
import type { ResourceDefinition } from "../../provider/define";
import type { Recorded } from "../../provider/lifecycle";
import type { OperationName } from "../../provider/model/operations";
import type { Change, CheckFailure } from "../../provider/properties";
import type { Resource } from "../../provider/resource";
import { resources } from "../../provider/resources";

// biome-ignore lint/suspicious/noExplicitAny: a state, of which a test knows the part it reads.
export type Properties = Record<string, any>;

/** What a shell does with a resource, with positions in the place of the members of a request. */
export interface Operated {
  readonly name: string;
  /**
   * `__resourceName` and `__urn` among the inputs are the resource's name and URN, as in a dynamic provider; `__setBefore` in
   * the state is a shell's, too.
   */
  check(
    context: Context,
    state: Properties,
    inputs: Properties,
  ): Promise<{ inputs: Properties; failures: readonly CheckFailure[] }>;
  diff(context: Context, id: string, state: Properties, inputs: Properties): Promise<Change[]>;
  create(context: Context, inputs: Properties): Promise<Recorded<Properties>>;
  read(context: Context, id: string, state: Properties): Promise<Recorded<Properties> | undefined>;
  update(context: Context, id: string, state: Properties, inputs: Properties): Promise<Properties>;
  delete(context: Context, id: string, state: Properties): Promise<void>;
}

const named = ({ __resourceName: name, __urn: urn, ...inputs }: Properties) => ({
  name: name as string | undefined,
  urn: urn as string | undefined,
  inputs,
});

const recorded = ({ __setBefore: setBefore, ...state }: Properties) => ({
  setBefore: setBefore as string[] | undefined,
  state,
});

const operated = (resource: Resource): Operated => {
  const watched = (context: Context) => allowing(context, resource.definition);
  return {
    name: resource.definition.name,
    check: (context, state, inputs) => resource.check({ context: watched(context), state, ...named(inputs) }),
    diff: (context, id, state, inputs) =>
      resource.diff({ context: watched(context), id, ...recorded(state), ...named(inputs) }),
    create: (context, inputs) => resource.create({ context: watched(context), ...named(inputs) }),
    read: (context, id, state) => resource.read({ context: watched(context), id, state }),
    update: (context, id, state, inputs) =>
      resource.update({ context: watched(context), id, ...recorded(state), ...named(inputs) }),
    delete: (context, id, state) => resource.delete({ context: watched(context), id, state }),
  };
};

/** The same context, where no operation is called but those that the definition says. */
function allowing(context: Context, { name: kind, calls }: ResourceDefinition): Context {
  const allowed = (name: OperationName) => assert.ok(calls.includes(name), `${kind} may not call ${name}`);
  return {
    ...context,
    client(region) {
      const client = context.client(region);
      return {
        async call(name, input, options) {
          allowed(name);
          return client.call(name, input, options);
        },
        paginate(name, input, options) {
          allowed(name);
          return client.paginate(name, input, options);
        },
        accountId: (options) => client.accountId(options),
      };
    },
  };
}

export const lifecycles = Object.fromEntries(
  Object.entries(resources).map(([name, resource]) => [name, operated(resource)]),
) as Record<keyof typeof resources, Operated>;
