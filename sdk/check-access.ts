import { type PropertyTable, property } from "../provider/define";
import { didYouMean } from "../provider/model/nearest";
import { list, required, structure } from "../provider/model/shapes";
import { explainNoObject, typeName } from "../provider/model/validate";
import { checkProperties, type Values } from "../provider/properties";
import { definition as pool } from "../provider/resources/identity-pool";
import { definition as tagMap } from "../provider/resources/identity-pool-provider-principal-tag";
import { definition as attachment } from "../provider/resources/identity-pool-role-attachment";
import { showFailures } from "../provider/show-failures";
import { plainError } from "./shown-plainly";

const { identityProviderName, principalTags, useDefaults } = tagMap.inputs;

const inputs: PropertyTable = {
  ...pool.inputs,
  roles: property(attachment.inputs.roles.shape),
  roleMappings: property(attachment.inputs.roleMappings.shape),
  principalTags: property(
    list(
      structure({
        identityProviderName: required(identityProviderName.shape),
        principalTags: principalTags.shape,
        useDefaults: useDefaults.shape,
      }),
    ),
  ),
};

/** What a program gives to `explainAccess`, of which JavaScript checks nothing. */
export interface GivenAccess {
  readonly pool: unknown;
  readonly claims: unknown;
  readonly options: unknown;
}

/** Refuses what can't be a pool, claims or options, all at once. */
export function checkAccess({ pool: settings, claims, options }: GivenAccess): void {
  const failures = [
    explainNoObject("the pool", settings),
    explainNoObject("the claims", claims ?? {}),
    explainNoObject("the options", options),
  ].filter((reason) => reason !== undefined);
  if (failures.length === 0) {
    const found = checkProperties({ name: pool.name, inputs, outputs: pool.outputs }, settings as Values).failures;
    failures.push(...showFailures(found).map(({ property: place, reason }) => `${place} ${reason}`));
    for (const [name, value] of Object.entries(options as Values)) {
      if (name !== "customRoleArn")
        failures.push(`the option ${name} does not exist; ${didYouMean(name, ["customRoleArn"])}`);
      else if (value !== undefined && typeof value !== "string")
        failures.push(`customRoleArn must be a string, not ${typeName(value)}`);
    }
  }
  if (failures.length > 0) throw plainError(`explainAccess: ${failures.join("; ")}`);
}
