import { isTokenIssuer } from "../provider/model/token-issuers";

/** What the statements of a trust policy leave open; empty for a document that is not known yet. */
export function unboundTrust(document: unknown): string[] {
  return statementsOf(document).flatMap((statement) => {
    const { Condition = {} } = statement;
    return trustedIssuers(statement).flatMap((issuer) => [
      ...(compares(Condition, `${issuer}:aud`)
        ? []
        : [`The trust policy must compare ${issuer}:aud with the pool's id (StringEquals).`]),
      ...(compares(Condition, `${issuer}:amr`)
        ? []
        : [
            `The trust policy must compare ${issuer}:amr with "authenticated" or "unauthenticated" (ForAnyValue:StringLike).`,
          ]),
    ]);
  });
}

/** What keeps a role with this trust policy from being given to the identities of a pool alone. */
export function explainTrust(document: unknown): string[] {
  const statements = statementsOf(document);
  const trustsNone = statements.length > 0 && statements.flatMap(trustedIssuers).length === 0;
  return trustsNone
    ? [
        "The trust policy must trust cognito-identity.amazonaws.com (Principal.Federated), else no identity gets the role.",
      ]
    : unboundTrust(document);
}

/** The issuers of pools' tokens that a statement trusts. */
const trustedIssuers = ({ Effect, Principal }: Statement): string[] =>
  [Effect === "Allow" ? Principal?.Federated : []]
    .flat()
    .filter((name): name is string => typeof name === "string" && isTokenIssuer(name));

interface Statement {
  readonly Effect?: unknown;
  readonly Principal?: { readonly Federated?: unknown };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function statementsOf(document: unknown): Statement[] {
  let policy = document;
  try {
    if (typeof document === "string") policy = JSON.parse(document);
  } catch {
    return [];
  }
  const statements: unknown = (policy as { readonly Statement?: unknown } | undefined)?.Statement;
  return [statements].flat().filter((one): one is Statement => typeof one === "object" && one !== null);
}

/** Whether a condition insists on values of a key; `…IfExists` and negations do not, nor does a value that fits all. */
const compares = (condition: NonNullable<Statement["Condition"]>, key: string): boolean =>
  Object.entries(condition).some(
    ([operator, keys]) =>
      /^(?:ForA(?:ny|ll)Values?:)?String(?:Equals|Like|EqualsIgnoreCase)$/.test(operator) &&
      Object.entries(keys ?? {}).some(
        ([name, values]) =>
          name.toLowerCase() === key.toLowerCase() && ![values].flat().some((value) => /^\*+$/.test(String(value))),
      ),
  );
