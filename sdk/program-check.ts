import * as pulumi from "@pulumi/pulumi";
import { regionMistake } from "../provider/config";
import type { Context } from "../provider/context";
import type { DeclaredPool } from "../provider/lifecycle";
import { systemClock } from "../provider/model/clock";
import { isServiceId } from "../provider/model/ids";
import type { Values } from "../provider/properties";
import type { Resource } from "../provider/resource";
import { showError } from "../provider/show-error";
import type { PoolSettings } from "../provider/this-update";
import { ThisUpdate } from "../provider/this-update";
import { unknownValue } from "../provider/unknown";
import { DeclaredOutputs } from "./declared-outputs";
import { draft } from "./draft";
import { engineMonitor } from "./engine-monitor";
import { locate } from "./locate";
import { refuse } from "./refuse";

/** A resource as a program declares it. */
interface Declared {
  readonly resource: pulumi.CustomResource;
  /** The export of `pulumi-cognito-identity/provider` that serves it. */
  readonly runtime: string;
  readonly name: string;
  readonly args: pulumi.Inputs;
  readonly opts: pulumi.CustomResourceOptions;
  /** The region of what names none; undefined where it is not known before the resources are registered. */
  readonly region: string | undefined;
  /** Whether what exists can be imported. */
  readonly imports: boolean;
}

/** Keeps a resource from being registered, which waits for all inputs, until the program is checked. */
export interface Hold {
  /** An input that is there after the check. */
  until<T>(input: T): Promise<T> | T;
  /** Says what is held. */
  declare(declared: Declared): void;
}

/** In unit tests of a program nothing is checked, and nothing waits. */
const noHold: Hold = { until: (input) => input, declare() {} };

/**
 * Checks the resources that a program declares before any of them is registered: all mistakes show at once, and nothing
 * is made for a program that has one. Only in the program are the settings of a pool known that does not exist yet; to
 * the engine its id is unknown, and so is what it has to do with the resources in it.
 */
export class ProgramCheck {
  #declared: Declared[] = [];
  #verdict: Promise<void> | undefined;
  #mistakes = 0;
  #count = 0;
  /** By the outputs that other resources take as `identityPoolId`. */
  readonly #pools = new Map<unknown, DeclaredPool>();
  readonly #outputs = new DeclaredOutputs();
  readonly #context = createOfflineContext((message) => this.#warnings.push(message));
  #warnings: string[] = [];

  /** Holds back a resource of the program that runs; one that is only looked up is not held. */
  static hold({ id }: pulumi.CustomResourceOptions): Hold {
    const monitor = engineMonitor();
    if (!monitor || id !== undefined) return noHold;
    const check = checks.get(monitor) ?? new ProgramCheck();
    checks.set(monitor, check);
    let pass: (verdict: Promise<void>) => void;
    const verdict = new Promise<void>((resolve) => {
      pass = resolve;
    });
    return {
      until: (input) => verdict.then(() => input),
      declare: (declared) => pass(check.#add(declared)),
    };
  }

  /** Resolves when nothing is known to be wrong with what is declared by then. */
  #add(declared: Declared): Promise<void> {
    this.#declared.push(declared);
    // All that a program declares without waiting for anything is there on the next turn of the event loop.
    this.#verdict ??= new Promise(setImmediate).then(() => this.#check());
    return this.#verdict;
  }

  async #check(): Promise<void> {
    const { resources } = await import("../provider/resources");
    const declared = this.#declared;
    this.#declared = [];
    this.#verdict = undefined;
    for (const one of declared) {
      for (const mistake of await this.#mistakesOf(one, resources[one.runtime as keyof typeof resources])) {
        const { resource, prefix } = locate(one);
        await pulumi.log.error(`${prefix}${mistake}`, resource);
        this.#mistakes++;
      }
    }
    if (this.#mistakes > 0) await refuse(this.#mistakes);
  }

  async #mistakesOf(declared: Declared, kind: Resource): Promise<string[]> {
    const { resource, name, args, opts, imports } = declared;
    this.#warnings = [];
    if (opts.import !== undefined && !imports) return [explainImport(kind, name)];
    try {
      const { inputs, failures } = await this.#checkInputs(declared, kind);
      await this.#tellWarnings(declared, kind);
      if (kind.definition.name === "IdentityPool") this.#notePool(declared, inputs);
      const strange = this.#outputs.check(args, kind.definition);
      this.#outputs.add(name, resource, kind.definition);
      return [...failures, ...strange].map(({ property, reason }) => `${property} ${reason}`);
    } catch (error) {
      return error instanceof NeedsService ? [] : [showError(error, `${kind.definition.name} ${name}`)];
    }
  }

  #checkInputs(declared: Declared, kind: Resource) {
    const { name, args, region } = declared;
    return kind.check({
      context: region === undefined ? this.#context : { ...this.#context, region: async () => region },
      name,
      urn: `${this.#count++}::${name}`,
      pool: this.#pools.get(args.identityPoolId),
      inputs: draftOf(declared, kind),
      state: {},
    });
  }

  /** Tells what only the settings of a declared pool show, where the provider does not know them yet. */
  async #tellWarnings(declared: Declared, kind: Resource): Promise<void> {
    const { name, args } = declared;
    const warnings = this.#warnings;
    const pool = this.#pools.get(args.identityPoolId);
    if (warnings.length === 0 || !pool || !pulumi.runtime.isDryRun()) return;
    const alone = new Set<string>();
    const context = createOfflineContext((message) => alone.add(message));
    await kind.check({ context, name, inputs: draftOf(declared, kind), state: {} });
    const { resource } = locate(declared);
    for (const message of warnings.filter((one) => !alone.has(one)))
      whenUnknown(args.identityPoolId, () => void pulumi.log.warn(message, resource));
  }

  #notePool({ resource, name }: Declared, { region, ...settings }: Values): void {
    const pool = { name, region: region as string, settings: settings as PoolSettings };
    this.#pools.set(resource.id, pool).set((resource as unknown as Values).identityPoolId, pool);
  }
}

/** One check for each program that runs in the process, by its connection to the engine. */
const checks = new WeakMap<object, ProgramCheck>();

const explainImport = ({ definition }: Resource, name: string): string =>
  "can't be imported, as Pulumi imports no dynamic resources. The classes of pulumi-cognito-identity/plugin can be; and " +
  `${definition.name}.get("${name}", ID) looks up what exists, without managing it`;

/** What a check would have to ask the service is left to the provider. */
class NeedsService extends Error {}

const createOfflineContext = (warn: (message: string) => void): Context => ({
  region: async () => unknownValue,
  client() {
    throw new NeedsService();
  },
  defaultTags: () => ({}),
  ignoresTag: () => false,
  checkSettings: async () => {},
  regionReason: async (region) => regionMistake(region),
  creationTag: () => true,
  clock: systemClock,
  random: () => 0,
  log: (_severity, message) => warn(message),
  update: new ThisUpdate(),
});

/** Acts once an output is there, and not known. */
function whenUnknown(output: unknown, act: () => void): void {
  const { isKnown } = output as { isKnown?: Promise<boolean> };
  void isKnown?.then((known) => known || act());
}

/** The inputs as far as they are known here, and as far as the program alone decides on them. */
function draftOf({ resource, args, opts }: Declared, { definition }: Resource): Values {
  const { __transformations: inherited } = resource as unknown as { __transformations?: readonly unknown[] };
  const isTransformed = [inherited, opts.transformations, opts.transforms].some((list) => list && list.length > 0);
  const ignored = isTransformed ? ["*"] : (opts.ignoreChanges ?? []).map((path) => path.split(/[.[]/)[0]);
  const names = ignored.includes("*") ? Object.keys(definition.inputs) : ignored;
  // What stands in a pool of elsewhere is for the provider to check, which can ask the service for it.
  if (isServiceId(args.identityPoolId)) names.push("identityPoolId");
  return { ...(draft(args) as Values), ...Object.fromEntries(names.map((name) => [name, unknownValue])) };
}
