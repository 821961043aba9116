import { type CheckFailure, isKnown, isUnknown, type Properties } from "../../lifecycle";

export function checkArns(property: string, resource: string, news: Properties): CheckFailure[] {
  const arns = news[property];
  if (!Array.isArray(arns)) return [];
  const pattern = new RegExp(`^arn:aws[\\w-]*:iam::\\d{12}:${resource}/.+`);
  return arns.flatMap((arn, index) => {
    if (typeof arn !== "string" || isUnknown(arn) || pattern.test(arn) || arn.length < 20) return [];
    return [
      {
        property: `${property}.${index}`,
        reason: `must be the ARN of an IAM ${resource}, like arn:aws:iam::123456789012:${resource}/NAME: ${JSON.stringify(arn)}`,
      },
    ];
  });
}

/** Names that the service refuses, or takes and never meets again in a token. */
export function checkProviderNames({ supportedLoginProviders, cognitoIdentityProviders }: Properties): CheckFailure[] {
  const names = Object.keys(isKnown(supportedLoginProviders) ? (supportedLoginProviders ?? {}) : {});
  const userPools = Array.isArray(cognitoIdentityProviders) ? cognitoIdentityProviders : [];
  return [
    ...names.map((name) => [`supportedLoginProviders.${name}`, name]),
    ...userPools.flatMap((userPool, index) =>
      typeof userPool === "object" ? [[`cognitoIdentityProviders.${index}.providerName`, userPool?.providerName]] : [],
    ),
  ].flatMap(([property, name]) => {
    if (name === undefined) return [{ property, reason: "is required: cognito-idp.REGION.amazonaws.com/USER_POOL_ID" }];
    const bare = typeof name === "string" ? name.replace(/^https?:\/\//, "") : name;
    return bare === name ? [] : [{ property, reason: `must be ${bare}, not ${JSON.stringify(name)}` }];
  });
}
