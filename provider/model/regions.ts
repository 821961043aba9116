import { CognitoIdentityError } from "./errors";
import { shorten } from "./printable";

const serviceRegions = {
  aws: [
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-central-1",
    "ca-west-1",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
  ],
  "aws-cn": ["cn-north-1"],
  "aws-us-gov": ["us-gov-east-1", "us-gov-west-1"],
  "aws-eusc": ["eusc-de-east-1"],
} as const;

/** A region where the service is. */
export interface RegionInfo {
  /** For example `eu-central-1`. */
  readonly name: string;
  /** For example `cognito-identity.eu-central-1.amazonaws.com`. */
  readonly endpoint: string;
  /** `aws`, `aws-cn`, `aws-us-gov` or `aws-eusc`. */
  readonly partition: string;
}

/**
 * The regions where Amazon Cognito identity pools exist, of all partitions.
 * @see https://docs.aws.amazon.com/general/latest/gr/cognito_identity.html
 */
export function regions(): RegionInfo[] {
  return Object.entries(serviceRegions).flatMap(([partition, names]) =>
    names.map((name) => ({ name, endpoint: new URL(regionalEndpoint(name, {})).host, partition })),
  );
}

/** The partition of a region, as it stands in ARNs. AWS's library, which takes long to load, knows all other regions. */
export const partitionOf = (region: string): string =>
  Object.entries<readonly string[]>(serviceRegions).find(([, names]) => names.includes(region))?.[0] ??
  partition(region).name;

/** What the names of the endpoints in a region end with, for example `amazonaws.com`. */
export const dnsSuffixOf = (region: string): string => partition(region).dnsSuffix;

export interface EndpointVariant {
  /** Whether the region's FIPS endpoint is used; by default AWS_USE_FIPS_ENDPOINT, the profile's, or false. */
  readonly useFipsEndpoint?: boolean | undefined;
  /** Whether the region's dual-stack endpoint is used; by default AWS_USE_DUALSTACK_ENDPOINT, the profile's, or false. */
  readonly useDualstackEndpoint?: boolean | undefined;
}

/** The address of the service in a region, by the rules of the service's endpoint rule set. */
export function regionalEndpoint(
  region: string,
  { useFipsEndpoint: fips = false, useDualstackEndpoint: dualStack = false }: EndpointVariant,
): string {
  const { name, dnsSuffix, dualStackDnsSuffix } = partitionWith(region, { fips, dualStack });
  const host = `cognito-identity${fips ? "-fips" : ""}.${region}`;
  const isShared = fips ? sharedFipsRegions.has(region) : name === "aws";
  return `https://${host}.${dualStack && !isShared ? dualStackDnsSuffix : dnsSuffix}`;
}

/**
 * The address of STS in a region, by the rules of its endpoint rule set for regional endpoints.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-sts-regionalized-endpoints.html
 */
export function regionalStsEndpoint(
  region: string,
  { useFipsEndpoint: fips = false, useDualstackEndpoint: dualStack = false }: EndpointVariant,
): string {
  const { name, dnsSuffix, dualStackDnsSuffix } = partitionWith(region, { fips, dualStack });
  const isOrdinaryName = !fips || (name === "aws-us-gov" && !dualStack);
  return `https://sts${isOrdinaryName ? "" : "-fips"}.${region}.${dualStack ? dualStackDnsSuffix : dnsSuffix}`;
}

/** Here the FIPS endpoint answers on both stacks under its ordinary name. */
const sharedFipsRegions = new Set(["us-east-1", "us-east-2", "us-west-1", "us-west-2"]);

/** The partition of a region; throws a ConfigurationError when it has no such endpoints. */
function partitionWith(region: string, { fips, dualStack }: { fips: boolean; dualStack: boolean }) {
  const found = partition(region);
  if ((fips && !found.supportsFIPS) || (dualStack && !found.supportsDualStack)) {
    throw new CognitoIdentityError({
      code: "ConfigurationError",
      message: `The partition ${found.name} of region ${region} has no ${fips && !found.supportsFIPS ? "FIPS" : "dual-stack"} endpoints.`,
    });
  }
  return found;
}

/** Whether a value can be the name of a region, of AWS or of another service that speaks its language. */
export const isRegionName = (region: unknown): boolean =>
  typeof region === "string" && /^[a-z0-9-]{1,63}$/.test(region);

/** Throws a ConfigurationError for what can't be the name of a region. */
export function checkRegion(region: string): void {
  if (isRegionName(region)) return;
  const shown = typeof region === "string" ? JSON.stringify(shorten(region, 63)) : `A ${typeof region}`;
  throw new CognitoIdentityError({
    code: "ConfigurationError",
    message: `${shown} is no AWS region; a region looks like eu-central-1.`,
  });
}

function partition(region: string) {
  checkRegion(region);
  // Loaded at the first use: a custom endpoint needs no partition data.
  const library = require("@aws-sdk/core/client") as typeof import("@aws-sdk/core/client");
  return library.partition(region);
}
