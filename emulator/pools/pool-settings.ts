import type { Output, ParsedInput } from "../../provider/model/operations";
import { maxTags, maxUserPoolProviders } from "../../provider/model/quotas";
import { isUserPoolProvider } from "../../provider/model/user-pools";
import { invalidParameter, limitExceeded } from "../service-error";
import type { Pool, PoolSettings, Tags } from "../store";

const oidcProviderArn = /^arn:[\w-]+:iam::\d*:oidc-provider\/.+$/;
const samlProviderArn = /^arn:[\w-]+:iam::\d*:saml-provider\/.+$/;

/** The settings of a request as they are stored: empty ones are unset, and AWS's defaults are filled in. */
export function toSettings(input: ParsedInput<"CreateIdentityPool">): PoolSettings {
  const { SupportedLoginProviders, OpenIdConnectProviderARNs, CognitoIdentityProviders, SamlProviderARNs } = input;
  checkProviders(input);
  return {
    IdentityPoolName: input.IdentityPoolName,
    AllowUnauthenticatedIdentities: input.AllowUnauthenticatedIdentities,
    AllowClassicFlow: input.AllowClassicFlow ?? undefined,
    SupportedLoginProviders: unlessEmpty(SupportedLoginProviders),
    DeveloperProviderName: input.DeveloperProviderName ?? undefined,
    OpenIdConnectProviderARNs: unlessEmpty(OpenIdConnectProviderARNs),
    CognitoIdentityProviders: unlessEmpty(CognitoIdentityProviders)?.map(
      ({ ProviderName, ClientId, ServerSideTokenCheck }) => ({
        ProviderName,
        ClientId,
        ServerSideTokenCheck: ServerSideTokenCheck ?? false,
      }),
    ),
    SamlProviderARNs: unlessEmpty(SamlProviderARNs),
  };
}

/** The answer of CreateIdentityPool, DescribeIdentityPool and UpdateIdentityPool. */
export const describePool = ({ id, settings, tags }: Pool): Output<"DescribeIdentityPool"> => ({
  IdentityPoolId: id,
  ...settings,
  IdentityPoolTags: tags,
});

/** Throws if AWS refuses the tags. AWS's wording is not public. */
export function checkTags(tags: Tags): void {
  if (Object.keys(tags).length > maxTags) {
    throw invalidParameter(`A resource can't have more than ${maxTags} tags.`);
  }
  const reserved = Object.keys(tags).find((key) => /^aws:/i.test(key));
  if (reserved !== undefined) throw invalidParameter(`Tag key '${reserved}' is reserved: it starts with 'aws:'.`);
}

/** AWS's wording of these errors is not public, except for the first. */
function checkProviders(input: ParsedInput<"CreateIdentityPool">): void {
  const { CognitoIdentityProviders = [], OpenIdConnectProviderARNs = [], SamlProviderARNs = [] } = input;
  if (CognitoIdentityProviders.some(({ ProviderName }) => !isUserPoolProvider(ProviderName ?? ""))) {
    throw invalidParameter("Invalid Cognito Identity Provider");
  }
  if (CognitoIdentityProviders.length > maxUserPoolProviders) {
    throw limitExceeded(`An identity pool can't have more than ${maxUserPoolProviders} Cognito identity providers.`);
  }
  const badOidc = OpenIdConnectProviderARNs.find((arn) => !oidcProviderArn.test(arn));
  if (badOidc !== undefined) throw invalidParameter(`Invalid OpenID Connect provider ARN: ${badOidc}`);
  const badSaml = SamlProviderARNs.find((arn) => !samlProviderArn.test(arn));
  if (badSaml !== undefined) throw invalidParameter(`Invalid SAML provider ARN: ${badSaml}`);
}

function unlessEmpty<T extends object>(value: T | undefined): T | undefined {
  return value && Object.keys(value).length > 0 ? value : undefined;
}
