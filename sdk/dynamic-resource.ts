import * as pulumi from "@pulumi/pulumi";
import { type Kind, kindInputs, kindOptions } from "./kind";
import { urnOf } from "./locate";
import { ProgramCheck } from "./program-check";
import { dynamicProviders } from "./provider";
import { directLine, providerLine } from "./provider-line";
import { providerOf } from "./provider-of";

/**
 * A resource whose lifecycle is an export of `pulumi-cognito-identity/provider`. The state of a stack holds one line in
 * the place of serialised code; it is the same for every compiler, version and machine.
 */
export abstract class DynamicResource extends pulumi.CustomResource {
  protected constructor(kind: Kind, name: string, args: pulumi.Inputs, opts: pulumi.CustomResourceOptions = {}) {
    providerOf(dynamicProviders, `${kind.name} ${name}`, opts);
    const isLookup = opts.id !== undefined;
    let tellUrn: (urn: string | undefined) => void = () => {};
    const __urn = new Promise<string | undefined>((resolve) => (tellUrn = resolve));
    const names = isLookup ? {} : { __resourceName: name, __urn };
    const program = ProgramCheck.current();
    const line = program ? providerLine(kind.runtime) : directLine(kind.runtime);
    const check = isLookup ? undefined : program;
    let pass: (verdict: Promise<void>) => void = () => {};
    // A resource is registered when all its inputs are there: this one, when the program is checked.
    const __provider = check ? new Promise<void>((resolve) => (pass = resolve)).then(() => line) : line;
    super(
      `pulumi-nodejs:dynamic/cognito-identity:${kind.name}`,
      name,
      { ...kindInputs(kind, args), ...names, __provider },
      kindOptions(kind, opts),
    );
    tellUrn(urnOf({ resource: this, name }));
    if (check) pass(check.add({ resource: this, runtime: kind.runtime, name, args, opts }));
  }
}
