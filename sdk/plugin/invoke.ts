import * as pulumi from "@pulumi/pulumi";
import { functions } from "../../provider/functions";
import { packageInfo } from "../../provider/package-info";
import type { Inputs } from "../invoke";
import { providerOf } from "../provider-of";
import { pluginProviders } from "./provider";

type FunctionName = keyof typeof functions;

const token = (name: FunctionName) => `cognito-identity:index:${name}`;

function checkedOptions<O extends pulumi.InvokeOptions>(name: FunctionName, opts: O | undefined) {
  providerOf(pluginProviders, name, opts ?? {});
  return { ...opts, version: opts?.version ?? packageInfo().version };
}

/** Calls a function of the plugin at once. */
export const invoke = <Args, Result>(
  name: FunctionName,
  args: Args | undefined,
  opts: pulumi.InvokeOptions | undefined,
): Promise<Result> => pulumi.runtime.invoke(token(name), { ...args }, checkedOptions(name, opts));

/** Calls a function of the plugin as soon as its arguments are known; what registers something is unknown in a preview. */
export function invokeOutput<Args, Result>(
  name: FunctionName,
  args: Inputs<Args> | undefined,
  opts: pulumi.InvokeOutputOptions | undefined,
): pulumi.Output<Result> {
  const checked = checkedOptions(name, opts);
  const { registers } = functions[name].definition;
  if (registers !== undefined && pulumi.runtime.isDryRun()) {
    // The plugin looks at the arguments, and does no more in a preview.
    const looked = pulumi.runtime.invokeOutput(token(name), { ...args }, checked);
    return looked.apply(() => pulumi.unknown as unknown as Result) as pulumi.Output<Result>;
  }
  return pulumi.runtime.invokeOutput(token(name), { ...args }, checked);
}
