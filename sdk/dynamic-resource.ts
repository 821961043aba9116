import * as pulumi from "@pulumi/pulumi";

/**
 * A resource whose lifecycle is an export of `pulumi-cognito-identity/provider`. The state of a stack holds this one
 * line in the place of serialised code; it is the same for every compiler, version and machine.
 */
export abstract class DynamicResource extends pulumi.CustomResource {
  /** `runtime` is the name of the export, `outputs` are the properties that the program does not set. */
  protected constructor(
    kind: string,
    runtime: string,
    name: string,
    args: pulumi.Inputs,
    outputs: readonly string[],
    opts?: pulumi.CustomResourceOptions,
  ) {
    const unset = Object.fromEntries(outputs.map((output) => [output, undefined]));
    const resourceName = opts?.id === undefined ? { __resourceName: name } : {};
    super(
      `pulumi-nodejs:dynamic/cognito-identity:${kind}`,
      name,
      { ...unset, ...args, ...resourceName, __provider: providerLine(runtime) },
      opts,
    );
  }
}

const providerLine = (runtime: string) =>
  `exports.handler = () => require("module").createRequire(process.cwd() + "/_")("pulumi-cognito-identity/provider").${runtime};\n`;
