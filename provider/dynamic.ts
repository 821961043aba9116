import type { dynamic } from "@pulumi/pulumi";
import { pickConfig } from "./config";
import { Contexts, createContext, type Log } from "./context";
import type { ResourceDefinition } from "./define";
import type { Recorded, Request } from "./lifecycle";
import type { Values } from "./properties";
import { inputsOf, splitShellProperties } from "./recorded-properties";
import type { Resource } from "./resource";
import { PartialFailure, ResourceError } from "./resource-error";
import { showError } from "./show-error";

/** Makes resources Pulumi dynamic providers, which the engine runs in a process of its own. */
export class DynamicShell {
  /** All kinds of resources share the connections of the settings that they have in common. */
  readonly #contexts = new Contexts({ log });

  provider(resource: Resource): dynamic.ResourceProvider {
    const { definition } = resource;
    let context = createContext({}, { log });
    const request = (name?: unknown): Request => ({ context, name: typeof name === "string" ? name : undefined });

    return {
      // Synchronous, for the provider is used before what this returns is awaited.
      configure: ({ config }) => {
        context = this.#contexts.of(pickConfig((key) => config.get(key)));
        return Promise.resolve();
      },

      async check(olds, news) {
        const [inputs, own] = splitShellProperties(news);
        const checked = resource.check({
          ...request(own.__resourceName),
          inputs,
          state: splitShellProperties(olds ?? {})[0],
        });
        const { inputs: completed, failures } = await shown(definition, checked);
        return {
          inputs: { ...completed, ...own },
          // The engine prints the value of a property that it is told of, and that may be a secret.
          failures: failures.map(({ property, reason }) => ({ property: "", reason: `${property} ${reason}` })),
        };
      },

      async diff(id, olds, news) {
        const [inputs, { __resourceName: name }] = splitShellProperties(news);
        const changes = await shown(
          definition,
          resource.diff({ ...request(name), id, state: splitShellProperties(olds)[0], inputs }),
        );
        // Another line is a change of its own: what is deleted later is deleted by the line in the state.
        if (changes.length === 0 && olds.__provider === news.__provider) return { changes: false };
        // The engine compares the inputs itself where `changes` is unset, which lets `replaceOnChanges` work.
        return { replaces: changes.filter(({ replaces }) => replaces).map(({ property }) => property) };
      },

      async create(news) {
        const [inputs, own] = splitShellProperties(news);
        const created = resource.create({ ...request(own.__resourceName), inputs });
        const { id, state } = await shown(definition, created, own);
        return { id, outs: state };
      },

      async read(id, olds = {}) {
        const [state] = splitShellProperties(olds);
        const found = await shown(definition, resource.read({ ...request(), id, state }));
        if (found) return { id: found.id, props: found.state, inputs: inputsOf(definition, found.state) };
        // Only a `get` has no state yet; the engine would make an object of nothing of it.
        if (Object.keys(state).length > 0) return {};
        return shown(
          definition,
          Promise.reject(new ResourceError("NotFound", `There is no ${definition.name} ${id}.`)),
        );
      },

      async update(id, olds, news) {
        const [inputs, own] = splitShellProperties(news);
        const updated = resource.update({
          ...request(own.__resourceName),
          id,
          state: splitShellProperties(olds)[0],
          inputs,
        });
        return { outs: await shown(definition, updated, own) };
      },

      delete: (id, olds) =>
        shown(definition, resource.delete({ ...request(), id, state: splitShellProperties(olds)[0] })),
    };
  }
}

/** What is written here stands with the stack's messages. */
const log: Log = (severity, message) => {
  if (severity === "warning") console.warn(`warning: ${message}`);
  else console.log(message);
};

/** Turns failures into what the engine shows well; `own` are the shell's properties of a creation or an update. */
async function shown<T>({ name }: ResourceDefinition, work: Promise<T>, own: Values = {}): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const message = showError(error, `${name}${own.__resourceName === undefined ? "" : ` ${own.__resourceName}`}`);
    // The engine prints the stack of what is thrown.
    const thrown = Object.assign(new Error(message), { stack: "" });
    if (!(error instanceof PartialFailure)) throw thrown;
    throw Object.assign(thrown, initFailure(error.recorded, message, own));
  }
}

/** The form in which the engine records an object that exists, but is not as it should be. */
const initFailure = ({ id, state }: Recorded, reason: string, { __provider }: Values) => ({
  id,
  properties: { ...state, __provider },
  reasons: [reason],
});
