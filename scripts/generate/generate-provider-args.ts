import { withFlags } from "./describe";
import type { ObjectModel, PackageModel } from "./model";
import { printMembers } from "./print-types";

const inputName = ({ name = "" }: ObjectModel) => name;

/** The arguments of an explicit provider. */
export const generateProviderArgs = ({ settings }: PackageModel): Record<string, string> => ({
  "sdk/provider-args.ts": `import type * as pulumi from "@pulumi/pulumi";

/** The settings of an explicit \`Provider\`. */
export interface ProviderArgs {
${printMembers(
  settings.map((setting) => ({ ...setting, doc: withFlags(setting) })),
  "input",
  inputName,
)}
}`,
});
