import * as pulumi from "@pulumi/pulumi";
import { packageInfo } from "../../provider/package-info";
import { checkConstruction } from "../check-construction";
import { deletedWithPool, noteDeletion } from "../deleted-with-pool";
import { type Kind, kindInputs, kindOptions } from "../kind";
import { ProgramCheck } from "../program-check";
import { providerOf, regionBefore, settingsOf } from "../provider-of";
import { UntracedResource } from "../untraced-resource";
import { warnOfTrust } from "../warn-of-trust";
import { pluginProviders } from "./provider";

/** A resource that the provider plugin serves. One that was dynamic in the state is taken over as it is. */
export abstract class PluginResource extends UntracedResource {
  protected constructor(kind: Kind, name: string, given: object | undefined, options?: pulumi.CustomResourceOptions) {
    checkConstruction(kind.name, { name, args: given, opts: options });
    const [args, opts]: [pulumi.Inputs, pulumi.CustomResourceOptions] = [{ ...given }, options ?? {}];
    const provider = providerOf(pluginProviders, `${kind.name} ${name}`, opts);
    const ends = deletedWithPool(kind, args, opts, settingsOf(pluginProviders, provider));
    const hold = ProgramCheck.hold(opts);
    super(
      `cognito-identity:index:${kind.name}`,
      name,
      { ...kindInputs(kind, args), region: hold.until(args.region) },
      pulumi.mergeOptions(kindOptions(kind, ends), {
        aliases: [{ type: `pulumi-nodejs:dynamic/cognito-identity:${kind.name}` }],
        version: opts.version ?? packageInfo().version,
      }),
    );
    if (kind.name === "IdentityPool") noteDeletion(this, args, opts);
    if (opts.id === undefined) warnOfTrust(name, args);
    hold.declare({
      resource: this,
      runtime: kind.runtime,
      name,
      args,
      opts,
      region: regionBefore(provider),
      imports: true,
    });
  }
}
