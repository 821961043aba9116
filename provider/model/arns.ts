import type { IamKind } from "./shapes";

/** Where the ARNs of each kind belong. */
const places: Readonly<Record<IamKind, string>> = {
  role: "a role belongs in roles and mapping rules",
  "oidc-provider": "an oidc-provider belongs in openidConnectProviderArns",
  "saml-provider": "a saml-provider belongs in samlProviderArns",
};

const isKind = (kind: string | undefined): kind is IamKind => kind !== undefined && Object.hasOwn(places, kind);

const kindOf = (arn: string): string | undefined => /^arn:aws[\w-]*:iam::\d{12}:([\w-]+)\/.+$/.exec(arn)?.[1];

/** What is wrong with the ARN of an object of IAM; undefined when it is one of its kind. */
export function explainArn(kind: IamKind, arn: string): string | undefined {
  const found = kindOf(arn);
  if (found === kind) return explainScheme(arn);
  const wanted = `must be the ARN of an IAM ${kind}, like arn:aws:iam::123456789012:${kind}/NAME`;
  if (isKind(found)) return `${wanted}; ${places[found]}: ${JSON.stringify(arn)}`;
  return `${wanted}, not ${arn.startsWith("arn:") ? "" : "a name: "}${JSON.stringify(arn)}`;
}

/** IAM leaves the scheme out of what it makes of an issuer. */
function explainScheme(arn: string): string | undefined {
  const right = arn.replace(/(?<=:oidc-provider\/)https?:\/*/i, "");
  return right === arn ? undefined : `must be ${right}, without the scheme: ${JSON.stringify(arn)}`;
}
