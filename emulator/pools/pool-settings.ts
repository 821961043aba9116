import type { Output, ParsedInput } from "../../provider/model/operations";
import { maxTags, maxUserPoolProviders } from "../../provider/model/quotas";
import { invalidParameter, limitExceeded } from "../service-error";
import type { Pool, PoolSettings, Tags } from "../store";

const userPoolProvider = /^cognito-idp\.[a-z0-9-]+\.amazonaws\.com(\.cn|\.eu)?\/[\w-]+$/;
const oidcProviderArn = /^arn:[\w-]+:iam::\d*:oidc-provider\/.+$/;
const samlProviderArn = /^arn:[\w-]+:iam::\d*:saml-provider\/.+$/;

/** The settings that a request asks for, as they are stored: what is empty is unset, what AWS fills in is filled in. */
export function toSettings(input: ParsedInput<"CreateIdentityPool">): PoolSettings {
  const { SupportedLoginProviders, OpenIdConnectProviderARNs, CognitoIdentityProviders, SamlProviderARNs } = input;
  checkProviders(input);
  return {
    IdentityPoolName: input.IdentityPoolName,
    AllowUnauthenticatedIdentities: input.AllowUnauthenticatedIdentities,
    AllowClassicFlow: input.AllowClassicFlow ?? undefined,
    SupportedLoginProviders: filled(SupportedLoginProviders),
    DeveloperProviderName: input.DeveloperProviderName ?? undefined,
    OpenIdConnectProviderARNs: filled(OpenIdConnectProviderARNs),
    CognitoIdentityProviders: filled(CognitoIdentityProviders)?.map(
      ({ ProviderName, ClientId, ServerSideTokenCheck }) => ({
        ProviderName,
        ClientId,
        ServerSideTokenCheck: ServerSideTokenCheck ?? false,
      }),
    ),
    SamlProviderARNs: filled(SamlProviderARNs),
  };
}

/** A pool as Create-, Describe- and UpdateIdentityPool answer it. */
export const describePool = ({ id, settings, tags }: Pool): Output<"DescribeIdentityPool"> => ({
  IdentityPoolId: id,
  ...settings,
  IdentityPoolTags: tags,
});

/** Refuses what AWS's tags can't be (wording ours). */
export function checkTags(tags: Tags): void {
  if (Object.keys(tags).length > maxTags) {
    throw invalidParameter(`A resource can't have more than ${maxTags} tags.`);
  }
  const reserved = Object.keys(tags).find((key) => /^aws:/i.test(key));
  if (reserved !== undefined) throw invalidParameter(`Tag key '${reserved}' is reserved: it starts with 'aws:'.`);
}

/** Wording ours but for the first. */
function checkProviders(input: ParsedInput<"CreateIdentityPool">): void {
  const { CognitoIdentityProviders = [], OpenIdConnectProviderARNs = [], SamlProviderARNs = [] } = input;
  if (CognitoIdentityProviders.some(({ ProviderName }) => !userPoolProvider.test(ProviderName ?? ""))) {
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

function filled<T extends object>(value: T | undefined): T | undefined {
  return value && Object.keys(value).length > 0 ? value : undefined;
}
