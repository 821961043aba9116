import * as pulumi from "@pulumi/pulumi";

/** What tells a provider that is sent plain values, and the engine, which of a resource's are secret. */
export const secretArgs = (kind: string, args: pulumi.Inputs): pulumi.Inputs => ({
  ...secretTags(kind, args),
  ...secretNames(args),
});

/**
 * An input that makes `tagsAll` as secret as the program's tags and the default ones of the stack's config: the engine hides
 * an output where the input of its name is a secret. A check then computes it.
 */
function secretTags(kind: string, { tags }: pulumi.Inputs): pulumi.Inputs {
  if (kind !== "IdentityPool") return {};
  if (hasSecretDefault()) return { tagsAll: pulumi.secret({}) };
  return hasOutput(tags) ? { tagsAll: pulumi.output(tags).apply(() => ({})) } : {};
}

/** The names of the arguments that have a secret in them. */
function secretNames(args: pulumi.Inputs): pulumi.Inputs {
  const names = Object.keys(args).filter((name) => hasOutput(args[name]));
  if (names.length === 0) return {};
  const known = Promise.all(
    names.map(async (name) => ((await pulumi.isSecret(pulumi.output(args[name]))) ? [name] : [])),
  );
  return { __secrets: known.then((secret) => (secret.flat().length > 0 ? secret.flat() : undefined)) };
}

/** Pulumi tells programs so, but not its types. */
const hasSecretDefault = (): boolean => {
  const { isConfigSecret } = pulumi.runtime as { readonly isConfigSecret?: (key: string) => boolean };
  return ["cognito-identity", "aws"].some((namespace) => isConfigSecret?.(`${namespace}:defaultTags`));
};

const hasOutput = (value: unknown): boolean =>
  pulumi.Output.isInstance(value) ||
  value instanceof Promise ||
  (typeof value === "object" && value !== null && Object.values(value).some(hasOutput));
