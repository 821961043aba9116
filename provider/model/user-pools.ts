import { dnsSuffixOf } from "./regions";

/**
 * A user pool as a login provider, `cognito-idp.REGION.amazonaws.com/USER_POOL_ID`: the issuer of its tokens without
 * `https://`. User pools of the newer kind issue tokens as `issuer-cognito-idp.REGION…`.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_IssuerConfigurationType.html
 */
const issuer = /^((issuer-)?cognito-idp)\.([a-z0-9-]+)\.(amazonaws\.(?:com|com\.cn|eu))\/([\w-]+)$/;

/** `REGION_` and letters and digits. */
const userPoolId = /^([a-z]{2,}(?:-[a-z]+)+-\d)_[0-9A-Za-z]+$/;

export const isUserPoolProvider = (name: string): boolean => issuer.test(name);

export const isUserPoolId = (id: string): boolean => userPoolId.test(id);

/** The region in the name of a user pool's provider; undefined where it is none of AWS. */
export const userPoolRegion = (name: string): string | undefined => issuer.exec(name)?.[3];

const example = "cognito-idp.REGION.amazonaws.com/USER_POOL_ID";

/** The region that the id of a user pool names, where it is another than that of its provider name. */
export function otherRegionOf(name: string): string | undefined {
  const [, , , region, , id = ""] = issuer.exec(name) ?? [];
  const own = userPoolId.exec(id)?.[1];
  return own === region ? undefined : own;
}

/** What is certainly wrong with the name of a user pool as a login provider, and what would be right. */
export function explainUserPoolProvider(name: string): string | undefined {
  const right = correctUserPoolProvider(name);
  if (right !== undefined) return right === name ? undefined : `must be ${right}, not ${JSON.stringify(name)}`;
  const bare = bareName(name);
  const wrong = (what: string) => `must be ${example}, not ${what}: ${JSON.stringify(name)}`;
  if (/(?:^|\/)[\w-]+:[0-9a-f]{8}-[0-9a-f-]+$/.test(bare)) return wrong("the id of an identity pool");
  if (bare.includes(".amazoncognito.com")) return wrong("the domain of its sign-in pages");
  if (bare.startsWith("arn:")) return wrong("the ARN of something else");
  if (/^(issuer-)?cognito-idp\.[^/]+$/.test(bare)) return wrong("the host alone");
  if (bare !== name) return wrong("a URL");
  return bare.includes("/") ? undefined : wrong("the name of something else");
}

/** The name of the user pool that was meant, without an app client; undefined where it can't be told. */
export function correctUserPoolProvider(name: string): string | undefined {
  const bare = bareName(name);
  const [, region, id] = /^arn:[\w-]+:cognito-idp:([a-z0-9-]+):\d*:userpool\/([\w-]+)$/.exec(bare) ?? [];
  if (region && id) return `cognito-idp.${region}.${dnsSuffixOf(region)}/${id}`;
  const [, regionOfId] = userPoolId.exec(bare) ?? [];
  if (regionOfId) return `cognito-idp.${regionOfId}.${dnsSuffixOf(regionOfId)}/${bare}`;
  const [, host, isNewer, regionOfHost, suffix, last] = issuer.exec(withoutClient(bare)) ?? [];
  if (!host || !last) return undefined;
  // A replica has the id of the user pool that it copies, and may be named by its own region; newer issuers name the first.
  const own = isNewer ? userPoolId.exec(last)?.[1] : undefined;
  return `${host}.${own ?? regionOfHost}.${suffix}/${last}`;
}

/** Without what makes a URL of a name: the scheme, a slash at the end, the path of a document of the issuer. */
const bareName = (name: string): string =>
  name
    .trim()
    .replace(/^https?:\/\//i, "")
    .replace(/\/\.well-known\/.*$/, "")
    .replace(/\/+$/, "");

const withoutClient = (name: string): string => name.replace(/^([^/]+\/[\w-]+):\w+$/, "$1");
