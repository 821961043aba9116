import { nearest } from "../model/nearest";
import { shorten } from "../model/printable";
import { isRegionName, regions } from "../model/regions";

/** What is wrong with the name of a region; a region that is only not known may be new. */
export interface RegionProblem {
  readonly isMalformed: boolean;
  /** For example `"frankfurt" is no AWS region`. */
  readonly reason: string;
  readonly meant?: string;
}

const form = /^[a-z]{2,}(-[a-z]+)*-(north|south|east|west|central|(north|south)(east|west))-\d{1,2}$/;

/** Whether a text looks like a region of AWS. */
export const hasRegionForm = (region: string): boolean => form.test(region);

/** Compares a region with those where the service is known to be; undefined when it is one of them. */
export function regionProblem(region: string): RegionProblem | undefined {
  const names = regions().map(({ name }) => name);
  if (names.includes(region)) return undefined;
  const meant = meantRegion(region, names);
  const shown = JSON.stringify(shorten(region, 63));
  if (!hasRegionForm(region)) return { isMalformed: true, reason: `${shown} is no AWS region`, meant };
  return {
    isMalformed: false,
    reason: `${shown} is no region that is known to have Amazon Cognito identity pools`,
    meant,
  };
}

/** What is wrong with a region wherever the service is, at an endpoint that is not AWS's too. */
export function regionMistake(region: string | undefined): string | undefined {
  if (region === undefined) return undefined;
  const problem = regionProblem(region);
  const isPossible = !problem?.isMalformed || (isRegionName(region) && !problem.meant);
  return isPossible ? undefined : explainMalformed(problem);
}

/** A sentence on a region that can't be one, without a stop. */
export const explainMalformed = ({ reason, meant }: RegionProblem): string =>
  `${reason}${meant ? `; did you mean ${meant}?` : "; a region looks like eu-central-1"}`;

function meantRegion(region: string, names: readonly string[]): string | undefined {
  const plain = region
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
  return cityRegion(plain, names) ?? nearest(plain, names);
}

/** The shortest place that is looked for, as in `Ohio`. */
const shortest = 4;

function cityRegion(place: string, names: readonly string[]): string | undefined {
  if (place.length < shortest || !/^[a-z-]+$/.test(place)) return undefined;
  const { partition } = require("@aws-sdk/core/client") as typeof import("@aws-sdk/core/client");
  const words = place.replaceAll("-", " ");
  const describe = (name: string) => (partition(name) as { description?: string }).description?.toLowerCase() ?? "";
  return names.find((name) => describe(name).includes(words));
}
