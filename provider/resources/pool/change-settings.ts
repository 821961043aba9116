import type { Context } from "../../context";
import { regionOf } from "../../model/ids";
import { type Output, operations } from "../../model/operations";
import { fromOutput, programName, toInput } from "../../names";
import { overlay } from "../../properties";
import { retryConflict } from "./retry-conflict";

/** The settings that UpdateIdentityPool writes, all at once: what it is not sent it wipes. Tags have operations of their own. */
export const poolSettings: readonly string[] = Object.keys(operations.CreateIdentityPool.input.members)
  .map(programName)
  .filter((name) => name !== "tags");

/** Writes the settings among the changed properties; all others are sent as the service has them now. Answers the pool. */
export function changeSettings(
  context: Context,
  identityPoolId: string,
  wanted: object,
  changed: ReadonlySet<string>,
): Promise<Output<"UpdateIdentityPool">> {
  const client = context.client(regionOf(identityPoolId));
  const settings = new Set(poolSettings.filter((name) => changed.has(name)));
  return retryConflict(context, async () => {
    const { tags: _tags, ...present } = fromOutput(
      "DescribeIdentityPool",
      await client.call("DescribeIdentityPool", { IdentityPoolId: identityPoolId }),
    );
    return client.call("UpdateIdentityPool", toInput("UpdateIdentityPool", overlay(present, wanted, settings)));
  });
}
