import * as pulumi from "@pulumi/pulumi";

/** What is said of a kind of resource. */
export interface Kind {
  /** For example `IdentityPool`. */
  readonly name: string;
  /** The export of `pulumi-cognito-identity/provider` that serves it. */
  readonly runtime: string;
  /** All inputs and outputs. */
  readonly properties: readonly string[];
  /** Those whose values are always secret. */
  readonly secrets: readonly string[];
}

/**
 * A resource whose lifecycle is an export of `pulumi-cognito-identity/provider`. The state of a stack holds this one
 * line in the place of serialised code; it is the same for every compiler, version and machine.
 */
export abstract class DynamicResource extends pulumi.CustomResource {
  protected constructor(kind: Kind, name: string, args: pulumi.Inputs, opts?: pulumi.CustomResourceOptions) {
    const unset = Object.fromEntries(kind.properties.map((property) => [property, undefined]));
    const secrets = kind.secrets.filter((property) => args[property] !== undefined);
    const secretArgs = Object.fromEntries(secrets.map((property) => [property, pulumi.secret(args[property])]));
    const resourceName = opts?.id === undefined ? { __resourceName: name } : {};
    super(
      `pulumi-nodejs:dynamic/cognito-identity:${kind.name}`,
      name,
      { ...unset, ...args, ...secretArgs, ...resourceName, __provider: providerLine(kind.runtime) },
      kind.secrets.length === 0
        ? opts
        : { ...opts, additionalSecretOutputs: [...(opts?.additionalSecretOutputs ?? []), ...kind.secrets] },
    );
  }
}

const providerLine = (runtime: string) =>
  `exports.handler = () => require("module").createRequire(process.cwd() + "/_")("pulumi-cognito-identity/provider").${runtime};\n`;
