import type * as pulumi from "@pulumi/pulumi";
import { checkConstruction } from "./check-construction";
import { deletedWithPool, noteDeletion } from "./deleted-with-pool";
import { engineMonitor } from "./engine-monitor";
import { type Kind, kindInputs, kindOptions } from "./kind";
import { urnOf } from "./locate";
import { ProgramCheck } from "./program-check";
import { dynamicProviders } from "./provider";
import { directLine, providerLine } from "./provider-line";
import { providerOf, regionBefore, settingsOf } from "./provider-of";
import { secretArgs } from "./secret-args";
import { UntracedResource } from "./untraced-resource";
import { warnOfTrust } from "./warn-of-trust";

/**
 * A resource whose lifecycle is an export of `pulumi-cognito-identity/provider`. The state of a stack holds one line in
 * the place of serialised code; it is the same for every compiler, version and machine.
 */
export abstract class DynamicResource extends UntracedResource {
  protected constructor(kind: Kind, name: string, given: object | undefined, options?: pulumi.CustomResourceOptions) {
    checkConstruction(kind.name, { name, args: given, opts: options });
    const [args, opts]: [pulumi.Inputs, pulumi.CustomResourceOptions] = [{ ...given }, options ?? {}];
    const provider = providerOf(dynamicProviders, `${kind.name} ${name}`, opts);
    const ends = deletedWithPool(kind, args, opts, settingsOf(dynamicProviders, provider));
    let tellUrn: (urn: string | undefined) => void = () => {};
    const __urn = new Promise<string | undefined>((resolve) => (tellUrn = resolve));
    const names = opts.id === undefined ? { __resourceName: name, __urn } : {};
    const line = engineMonitor() ? providerLine(kind.runtime) : directLine(kind.runtime);
    const hold = ProgramCheck.hold(opts);
    super(
      `pulumi-nodejs:dynamic/cognito-identity:${kind.name}`,
      name,
      { ...kindInputs(kind, args), ...secretArgs(kind.name, args), ...names, __provider: hold.until(line) },
      kindOptions(kind, ends),
    );
    if (kind.name === "IdentityPool") noteDeletion(this, args, opts);
    tellUrn(urnOf({ resource: this, name }));
    if (opts.id === undefined) warnOfTrust(name, args);
    hold.declare({
      resource: this,
      runtime: kind.runtime,
      name,
      args,
      opts,
      region: regionBefore(provider),
      imports: false,
    });
  }
}
