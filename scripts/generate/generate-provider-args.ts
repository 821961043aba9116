import { withFlags } from "./describe";
import { namedTypes, type ObjectModel, type PackageModel } from "./model";
import { printDoc, printMembers } from "./print-types";

const inputName = ({ name = "" }: ObjectModel) => name;

/** The arguments of an explicit provider, with the types inside them. */
export function generateProviderArgs({ settings }: PackageModel): Record<string, string> {
  const args: ObjectModel = {
    kind: "object",
    name: "ProviderArgs",
    doc: { text: "The settings of an explicit `Provider`." },
    members: settings.map((setting) => ({ ...setting, doc: withFlags(setting) })),
  };
  const interfaces = [args, ...namedTypes(settings)].map(
    (type) =>
      `${printDoc(type.doc)}export interface ${type.name} {\n${printMembers(type.members, "input", inputName)}\n}`,
  );
  return {
    "sdk/provider-args.ts": `import type * as pulumi from "@pulumi/pulumi";\n\n${interfaces.join("\n\n")}`,
  };
}
