/**
 * The public login providers, by the one name that the service has for each, and how else they are called.
 * @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html
 */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  "accounts.google.com": ["google", "google.com", "www.google.com"],
  "graph.facebook.com": ["facebook", "facebook.com", "www.facebook.com"],
  "www.amazon.com": ["amazon", "amazon.com", "loginwithamazon", "api.amazon.com"],
  "appleid.apple.com": ["apple", "apple.com", "www.apple.com", "signinwithapple"],
  "api.twitter.com": ["twitter", "twitter.com", "www.twitter.com", "x", "x.com"],
  "www.digits.com": ["digits", "digits.com"],
};

const rightNames: ReadonlyMap<string, string> = new Map(
  Object.entries(otherNames).flatMap(([name, others]) => [name, ...others].map((other) => [other, name])),
);

/** The service's name of a public provider that is called otherwise; undefined when the name is right, or none of these. */
export function correctPublicProvider(name: string): string | undefined {
  const bare = name
    .trim()
    .replace(/^https?:\/\//i, "")
    .replace(/\/+$/, "");
  const right = rightNames.get(bare.toLowerCase());
  return right === name ? undefined : right;
}
