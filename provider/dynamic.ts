import type { dynamic } from "@pulumi/pulumi";
import { readConfig } from "./config";
import { type Context, createContext, type Log } from "./context";
import { type Lifecycle, PartialFailure, type Properties, type Recorded } from "./lifecycle";

/** Makes a lifecycle a Pulumi dynamic provider, which the engine runs in a process of its own. */
export function createDynamicProvider(lifecycle: Lifecycle): dynamic.ResourceProvider {
  let context: Context = createContext(() => ({}), log);
  return {
    // Synchronous, for the provider is used before what this returns is awaited.
    configure({ config }) {
      context = contextOf((key) => config.get(key));
      return Promise.resolve();
    },

    async check(olds, news) {
      const { inputs, failures } = await clean(lifecycle.check(context, olds, news));
      // The engine prints the value of a property that it is told of, and that may be a secret.
      return { inputs, failures: failures.map((f) => ({ property: "", reason: `${f.property} ${f.reason}` })) };
    },

    async diff(id, olds, news) {
      const changes = await clean(lifecycle.diff(context, id, olds, news));
      if (changes.length === 0) return { changes: false };
      // The engine compares the inputs itself where `changes` is unset, which lets `replaceOnChanges` work.
      return { replaces: changes.filter(({ replaces }) => replaces).map(({ property }) => property) };
    },

    async create(inputs) {
      const { id, state } = await clean(lifecycle.create(context, inputs), inputs);
      return { id, outs: state };
    },

    async read(id, state = {}) {
      const found = await clean(lifecycle.read(context, id, state));
      if (found) return { id: found.id, props: found.state, inputs: inputsOf(lifecycle, found.state) };
      // Only a `get` has no state yet; the engine would make an object of nothing of it.
      const isGet = Object.keys(state).every((name) => name.startsWith("__"));
      if (isGet) throw withoutStack(new Error(`There is no ${lifecycle.name} ${id}.`));
      return {};
    },

    async update(id, olds, news) {
      return { outs: await clean(lifecycle.update(context, id, olds, news), news) };
    },

    delete: (id, state) => clean(lifecycle.delete(context, id, state)),
  };
}

const contexts = new Map<string, Context>();

/** One context for each set of settings, so that all kinds of resources share its connections. */
function contextOf(get: (key: string) => string | undefined): Context {
  const seen: Record<string, string | undefined> = {};
  const read = () =>
    readConfig((key) => {
      seen[key] = get(key);
      return seen[key];
    });
  try {
    read();
  } catch {
    // A mistake in the config is reported at the first use.
  }
  const key = JSON.stringify(seen);
  const context = contexts.get(key) ?? createContext(read, log);
  contexts.set(key, context);
  return context;
}

/** What is written here stands with the stack's messages. */
const log: Log = (severity, message) => {
  if (severity === "warning") console.warn(`warning: ${message}`);
  else console.log(message);
};

const inputsOf = ({ inputs, outputs }: Lifecycle, state: Properties): Properties =>
  Object.fromEntries(
    Object.entries(state).filter(([name]) => name in inputs || name === "tagsAll" || !outputs.includes(name)),
  );

/** Turns failures into what the engine shows well; `inputs` are those of a creation or an update. */
async function clean<T>(work: Promise<T>, inputs: Properties = {}): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof PartialFailure)) throw withoutStack(error as Error);
    throw Object.assign(withoutStack(error), initFailure(error.recorded, error.message, inputs));
  }
}

/** The form in which the engine records an object that exists, but is not as it should be. */
const initFailure = ({ id, state }: Recorded, reason: string, { __provider }: Properties) => ({
  id,
  properties: { ...state, __provider },
  reasons: [reason],
});

/** The engine prints the stack of what is thrown, which says nothing to users. */
function withoutStack<E extends Error>(error: E): E {
  error.stack = "";
  return error;
}
