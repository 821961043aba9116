import * as pulumi from "@pulumi/pulumi";
import type { ConfigTexts } from "../provider/config";
import { type Context, Contexts, type Log } from "../provider/context";
import type { ServiceFunction } from "../provider/functions/function";
import { draft } from "./draft";
import { engineMonitor } from "./engine-monitor";
import { dynamicProviders } from "./provider";
import { providerOf, settingsOf } from "./provider-of";
import { shownPlainly } from "./shown-plainly";

/** Arguments each of which, and each value inside which, may be an output. */
export type Inputs<Args> = { [K in keyof Args]: DeepInput<Args[K]> };

type DeepInput<T> = pulumi.Input<T extends object ? { [K in keyof T]: DeepInput<T[K]> } : T>;

/** Calls a function at once, in the program's own process. */
export async function invoke<Args, Result>(
  called: ServiceFunction<Args, Result>,
  args: Args,
  opts: pulumi.InvokeOptions = {},
): Promise<Result> {
  const config = await promiseOf(settings(called.definition.name, opts));
  return run(called, config, args);
}

/** Calls a function as soon as its arguments are known; what registers something is unknown in a preview. */
export function invokeOutput<Args, Result>(
  called: ServiceFunction<Args, Result>,
  args: Inputs<Args>,
  opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<Result> {
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
  await called.check(contexts.of(config), args).catch((error) => {
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
    return called.run(contexts.of(config), args).catch((error) => {
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

/** All calls that have the same settings share one context. */
const contexts = new Contexts({ log });

/** What is called by some settings in the program's own process. */
export const contextOf = async (texts: pulumi.Input<ConfigTexts>): Promise<Context> =>
  contexts.of(await promiseOf(pulumi.output(texts)));

const promiseOf = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    (output as unknown as { promise(): Promise<T> }).promise().then(resolve, reject);
  });
