import type { dynamic } from "@pulumi/pulumi";
import { knownKeys, pickConfig } from "./config";
import { Contexts, createContext, type Log } from "./context";
import type { ResourceDefinition } from "./define";
import { createEngineError } from "./engine-error";
import { SecretInputs } from "./hide-secrets";
import type { Recorded, Request } from "./lifecycle";
import { type Change, type Values, withoutUndefined } from "./properties";
import { inputsFound, inputsSetBefore, splitShellProperties, withMemory } from "./recorded-properties";
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
    // Only checks are told what is secret; what is said later is about the same resources, by their names.
    const secrets = new Map<unknown, SecretInputs>();
    const secretsOf = ({ __resourceName: name }: Values) => secrets.get(name) ?? new SecretInputs();
    const shown = <T>(work: Promise<T>, own: Values, inputs?: Values) =>
      showFailure(definition, work, { inputs, own, secrets: secretsOf(own) });
    const request = (own: Values): Request => {
      const { __resourceName: name, __urn: urn } = own;
      return {
        context: { ...context, log: secretsOf(own).hideInLog(context.log) },
        name: typeof name === "string" ? name : undefined,
        urn: typeof urn === "string" ? urn : undefined,
      };
    };

    return {
      // Synchronous, for the provider is used before what this returns is awaited.
      configure: ({ config }) => {
        context = this.#contexts.of(pickConfig(...allOf(config)));
        return Promise.resolve();
      },

      async check(olds, news) {
        const [inputs, own] = splitShellProperties(news);
        const [state, recorded] = splitShellProperties(olds ?? {});
        secrets.set(own.__resourceName, SecretInputs.named(own.__secrets, inputs));
        const names = recordedNames(definition, own, state, recorded);
        const checked = resource.check({ ...request({ ...own, __urn: names.__urn }), inputs, state });
        const { inputs: completed, failures } = await shown(checked, own);
        return {
          inputs: withoutUndefined({ ...completed, ...names }),
          // The engine prints the value of a property that it is told of, and that may be a secret.
          failures: secretsOf(own)
            .hideInFailures(failures)
            .map(({ property, reason }) => ({ property: "", reason: `${property} ${reason}` })),
        };
      },

      async diff(id, olds, news) {
        const [inputs, own] = splitShellProperties(news);
        const before = { state: splitShellProperties(olds)[0], setBefore: inputsSetBefore(definition, olds) };
        const changes = await shown(resource.diff({ ...request(own), id, ...before, inputs }), own);
        // Another line is a change of its own: what is deleted later is deleted by the line in the state.
        if (changes.length === 0 && olds.__provider === news.__provider) return { changes: false };
        const replaces = changes.filter((change) => change.replaces).map(({ property }) => property);
        // The engine compares the inputs itself where `changes` is unset, which lets `replaceOnChanges` work.
        const isSeen = ({ property, kind }: Change) => kind === "delete" || inputs[property] !== undefined;
        return changes.every(isSeen) ? { replaces } : { changes: true, replaces };
      },

      async create(news) {
        const [inputs, own] = splitShellProperties(news);
        const { id, state } = await shown(resource.create({ ...request(own), inputs }), own, inputs);
        return { id, outs: withMemory(definition, state, inputs, own) };
      },

      async read(id, olds = {}) {
        const [state, own] = splitShellProperties(olds);
        const found = await shown(resource.read({ ...request(own), id, state }), own);
        if (found) {
          const inputs = inputsFound(definition, found.state, state, inputsSetBefore(definition, olds));
          const { __resourceName } = own;
          return {
            id: found.id,
            props: { ...found.state, ...own },
            inputs: withoutUndefined({ ...inputs, __resourceName }),
          };
        }
        // Only a `get` has no state yet; the engine would make an object of nothing of it.
        if (Object.keys(state).length > 0) return {};
        return shown(Promise.reject(new ResourceError("NotFound", `There is no ${definition.name} ${id}.`)), own);
      },

      async update(id, olds, news) {
        const [inputs, own] = splitShellProperties(news);
        const before = { state: splitShellProperties(olds)[0], setBefore: inputsSetBefore(definition, olds) };
        const updated = resource.update({ ...request(own), id, ...before, inputs });
        const state = await shown(updated, own, inputs);
        return { outs: withMemory(definition, state, inputs, own) };
      },

      delete(id, olds) {
        const [state, own] = splitShellProperties(olds);
        return shown(resource.delete({ ...request(own), id, state }), own);
      },
    };
  }
}

/**
 * All keys of a config, and the name of the project. Pulumi's class holds them, though it promises to answer only for a
 * key that one knows, so that a misspelt one would not be seen.
 */
function allOf(config: dynamic.Config): [Record<string, unknown>, string | undefined] {
  const all: unknown = Reflect.get(config, "rawConfig");
  const project: unknown = Reflect.get(config, "projectName");
  const known = () => Object.fromEntries(knownKeys().map((key) => [key, config.get(key)]));
  return [
    typeof all === "object" && all !== null ? { ...all } : known(),
    typeof project === "string" ? project : undefined,
  ];
}

/** What is written here stands with the stack's messages. */
const log: Log = (severity, message) => {
  if (severity === "warning") console.warn(`warning: ${message}`);
  else console.log(message);
};

/**
 * The shell's own properties as they are recorded: as they were when the object was made, for what came or changed later
 * would look like a change of the program. A URN is recorded only for kinds that need it then.
 */
function recordedNames({ marked }: ResourceDefinition, own: Values, state: Values, recorded: Values): Values {
  const { __resourceName = own.__resourceName } = recorded;
  const isNew = Object.keys(state).length === 0;
  return { ...own, __secrets: undefined, __resourceName, __urn: isNew && marked ? own.__urn : recorded.__urn };
}

/** What a call of the engine was given. */
interface Given {
  /** Of a creation or an update, whose failure may leave something to be recorded. */
  readonly inputs?: Values | undefined;
  /** The shell's own properties. */
  readonly own: Values;
  readonly secrets: SecretInputs;
}

/** Turns failures into what the engine shows well, without secrets. */
async function showFailure<T>(definition: ResourceDefinition, work: Promise<T>, given: Given): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { inputs, own, secrets } = given;
    const text = showError(error, [definition.name, own.__resourceName].filter(Boolean).join(" "));
    const message = secrets.hideIn(text);
    const thrown = createEngineError(message);
    if (!inputs || !(error instanceof PartialFailure)) throw thrown;
    throw Object.assign(thrown, initFailure(definition, error.recorded, message, { inputs, own }));
  }
}

/** The form in which the engine records an object that exists, but is not as it should be. */
const initFailure = (
  definition: ResourceDefinition,
  { id, state }: Recorded,
  reason: string,
  { inputs, own }: { readonly inputs: Values; readonly own: Values },
) => ({
  id,
  properties: { ...withMemory(definition, state, inputs, own), __provider: own.__provider },
  reasons: [reason],
});
