import type { CheckFailure } from "../../properties";
import type { PoolSettings } from "../../this-update";
import { isUnknown } from "../../unknown";

/** What is wrong with the settings of a pool beyond their shapes. */
export const checkSettings = (pool: PoolSettings): CheckFailure[] => [
  ...checkArns("openidConnectProviderArns", "oidc-provider", pool.openidConnectProviderArns),
  ...checkArns("samlProviderArns", "saml-provider", pool.samlProviderArns),
  ...checkLoginProviders(pool),
];

function checkArns(property: string, resource: string, arns: PoolSettings["samlProviderArns"] = []): CheckFailure[] {
  if (isUnknown(arns)) return [];
  const pattern = new RegExp(`^arn:aws[\\w-]*:iam::\\d{12}:${resource}/.+`);
  return arns.flatMap((arn, index) => {
    if (isUnknown(arn) || pattern.test(arn) || arn.length < 20) return [];
    const example = `arn:aws:iam::123456789012:${resource}/NAME`;
    const reason = `must be the ARN of an IAM ${resource}, like ${example}: ${JSON.stringify(arn)}`;
    return [{ property: `${property}.${index}`, reason }];
  });
}

/** Names that the service refuses, or accepts and never finds in a token. */
function checkLoginProviders({ supportedLoginProviders, cognitoIdentityProviders = [] }: PoolSettings): CheckFailure[] {
  const logins = isUnknown(supportedLoginProviders) ? {} : (supportedLoginProviders ?? {});
  const userPools = isUnknown(cognitoIdentityProviders) ? [] : cognitoIdentityProviders;
  return [
    ...Object.keys(logins).flatMap((name) => checkScheme(`supportedLoginProviders.${name}`, name)),
    ...userPools.flatMap((userPool, index) => {
      if (isUnknown(userPool)) return [];
      const property = `cognitoIdentityProviders.${index}.providerName`;
      const { providerName } = userPool;
      if (providerName !== undefined) return checkScheme(property, providerName);
      return [{ property, reason: "is required: cognito-idp.REGION.amazonaws.com/USER_POOL_ID" }];
    }),
  ];
}

function checkScheme(property: string, name: string): CheckFailure[] {
  const bare = name.replace(/^https?:\/\//, "");
  return bare === name ? [] : [{ property, reason: `must be ${bare}, not ${JSON.stringify(name)}` }];
}
