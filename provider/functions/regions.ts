import { regions as listRegions, type RegionInfo } from "../model/regions";
import type { ServiceFunction } from "./function";

/** There is nothing to say. */
export type RegionsArgs = Record<never, never>;

export interface RegionsResult {
  /** The regions of all partitions. */
  regions: RegionInfo[];
}

/** @see https://docs.aws.amazon.com/general/latest/gr/cognito_identity.html */
export const regions: ServiceFunction<RegionsArgs, RegionsResult> = {
  name: "regions",
  run: async () => ({ regions: listRegions() }),
};
