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

/** The inputs as the engine gets them: every property has its place, and what is secret is marked. */
export function kindInputs({ properties, secrets }: Kind, args: pulumi.Inputs): pulumi.Inputs {
  const unset = Object.fromEntries(properties.map((property) => [property, undefined]));
  const given = secrets.filter((property) => args[property] !== undefined);
  return {
    ...unset,
    ...args,
    ...Object.fromEntries(given.map((property) => [property, pulumi.secret(args[property])])),
  };
}

/** The options, with the outputs that are always secret. */
export const kindOptions = ({ secrets }: Kind, opts: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions =>
  secrets.length === 0
    ? opts
    : { ...opts, additionalSecretOutputs: [...(opts.additionalSecretOutputs ?? []), ...secrets] };
