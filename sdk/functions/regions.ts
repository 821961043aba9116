// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";
import { type Inputs, invoke, invokeOutput } from "../invoke";
import type { RegionInfo } from "./types";

export type RegionsArgs = Record<never, never>;

export interface RegionsResult {
  /** The regions of all partitions. */
  regions: RegionInfo[];
}

/**
 * Lists the regions where Amazon Cognito identity pools exist, of all partitions; no call is made.
 * @example
 * const { regions: all } = await regions();
 */
export function regions(args: RegionsArgs = {}, opts?: pulumi.InvokeOptions): Promise<RegionsResult> {
  return invoke("regions", args, opts);
}

/** The Output form of `regions`. */
export function regionsOutput(
  args: Inputs<RegionsArgs> = {},
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<RegionsResult> {
  return invokeOutput("regions", args, opts);
}
