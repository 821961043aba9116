import * as pulumi from "@pulumi/pulumi";
import type { ConfigTexts } from "../provider/config";
import type { Context, Contexts, Log } from "../provider/context";
import type { functions } from "../provider/functions";
import type { ServiceFunction } from "../provider/functions/function";
import { draft } from "./draft";
import { engineMonitor } from "./engine-monitor";
import { dynamicProviders } from "./provider";
import { providerOf, settingsOf } from "./provider-of";
import { shownPlainly } from "./shown-plainly";

/** Arguments each of which, and each value inside which, may be an output. */
export type Inputs<Args> = { [K in keyof Args]: DeepInput<Args[K]> };

type DeepInput<T> = pulumi.Input<T extends object ? { [K in keyof T]: DeepInput<T[K]> } : T>;

type FunctionName = keyof typeof functions;

/** What a name stands for, which is loaded when a program calls the first one. */
function functionOf<Args, Result>(name: FunctionName): ServiceFunction<Args, Result> {
  const all = require("../provider/functions") as typeof import("../provider/functions");
  return all.functions[name] as unknown as ServiceFunction<Args, Result>;
}

/** Calls a function at once, in the program's own process. */
export async function invoke<Args, Result>(
  name: FunctionName,
  args: Args,
  opts: pulumi.InvokeOptions = {},
): Promise<Result> {
  const called = functionOf<Args, Result>(name);
  const config = await promiseOf(settings(called.definition.name, opts));
  return run(called, config, args);
}

/** Calls a function as soon as its arguments are known; what registers something is unknown in a preview. */
export function invokeOutput<Args, Result>(
  name: FunctionName,
  args: Inputs<Args>,
  opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<Result> {
  const called = functionOf<Args, Result>(name);
  const config = settings(called.definition.name, opts);
  // What is wrong whatever the outputs hold is said at once, as a preview may never know them.
  const early = config.apply((known) => checkArgs(called, known, draft(args) as Args));
  const all = pulumi.all([args, config, dependencies(opts.dependsOn), early] as const);
  const { registers, secret } = called.definition;
  if (registers && pulumi.runtime.isDryRun()) {
    const checked = all.apply(([known, texts]) => checkArgs(called, texts, known as Args));
    return checked.apply(() => pulumi.unknown as unknown as Result) as pulumi.Output<Result>;
  }
  const result = all.apply(([known, texts]) => run(called, texts, known as Args));
  return (secret ? pulumi.secret(result) : result) as pulumi.Output<Result>;
}

/** Finds what is wrong with arguments without a call. */
async function checkArgs<Args>(called: ServiceFunction<Args, unknown>, config: ConfigTexts, args: Args): Promise<void> {
  if (!engineMonitor()) return;
  await called.check(sharedContext(config), args).catch((error) => {
    throw shownPlainly(error, called.definition.name);
  });
}

/** In a unit test of a program its own mocks answer. */
async function run<Args, Result>(
  called: ServiceFunction<Args, Result>,
  config: ConfigTexts,
  args: Args,
): Promise<Result> {
  const { mocks } = (pulumi.runtime.getMonitor() ?? {}) as { mocks?: pulumi.runtime.Mocks };
  if (!mocks) {
    return called.run(sharedContext(config), args).catch((error) => {
      throw shownPlainly(error, called.definition.name);
    });
  }
  return (await mocks.call({ token: `cognito-identity:index:${called.definition.name}`, inputs: args })) as Result;
}

const settings = (user: string, opts: pulumi.InvokeOptions): pulumi.Output<ConfigTexts> =>
  pulumi.output(settingsOf(dynamicProviders, providerOf(dynamicProviders, user, opts)));

/** Known once all that is depended on exists. */
function dependencies(dependsOn: pulumi.InvokeOutputOptions["dependsOn"]): pulumi.Output<unknown> {
  return pulumi
    .output(dependsOn as pulumi.Input<pulumi.Resource[] | pulumi.Resource | undefined>)
    .apply((resources) => {
      const list = ([] as unknown[]).concat(resources ?? []) as pulumi.Resource[];
      return pulumi.all(
        list.map((resource) => (resource instanceof pulumi.CustomResource ? resource.id : resource.urn)),
      );
    });
}

const log: Log = (severity, message) => {
  void (severity === "warning" ? pulumi.log.warn(message) : pulumi.log.info(message));
};

let contexts: Contexts | undefined;

/** All calls that have the same settings share one context; the client is loaded for the first of them. */
function sharedContext(config: ConfigTexts): Context {
  const library = () => require("../provider/context") as typeof import("../provider/context");
  contexts ??= new (library().Contexts)({ log });
  return contexts.of(config);
}

/** What is called by some settings in the program's own process. */
export const contextOf = async (texts: pulumi.Input<ConfigTexts>): Promise<Context> =>
  sharedContext(await promiseOf(pulumi.output(texts)));

const promiseOf = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    (output as unknown as { promise(): Promise<T> }).promise().then(resolve, reject);
  });
