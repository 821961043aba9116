import { defineFunction, defineType, property } from "../define";
import { regions as listRegions } from "../model/regions";
import { list, required, string, structure } from "../model/shapes";
import { createFunction, type Run } from "./function";

/** A region where the service is. */
const regionInfo = defineType(
  "RegionInfo",
  structure({
    /** For example `eu-central-1`. */
    name: required(string()),
    /** For example `cognito-identity.eu-central-1.amazonaws.com`. */
    endpoint: required(string()),
    /** `aws`, `aws-cn`, `aws-us-gov` or `aws-eusc`. */
    partition: required(string()),
  }),
);

/**
 * Lists the regions where Amazon Cognito identity pools exist, of all partitions; no call is made.
 * @example
 * const { regions: all } = await regions();
 */
export const definition = defineFunction({
  name: "regions",
  args: {},
  result: {
    /** The regions of all partitions. */
    regions: property(list(regionInfo), { required: true }),
  },
});

const run: Run<typeof definition> = async () => ({ regions: listRegions() });

export const regions = createFunction(definition, run);
