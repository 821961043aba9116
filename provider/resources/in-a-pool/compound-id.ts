/** The id of what has none in the service: the pool's, and what tells it apart in there. */
export const joinId = (identityPoolId: unknown, rest: unknown): string => `${identityPoolId}/${rest}`;

/** Takes such an id apart; `form` says what it should be. */
export function splitId(kind: string, id: string, form: string): [identityPoolId: string, rest: string] {
  const at = id.indexOf("/");
  const [identityPoolId, rest] = [id.slice(0, at), id.slice(at + 1)];
  if (at <= 0 || rest === "") throw new Error(`The id of ${kind} is ${form}, not ${JSON.stringify(id)}.`);
  return [identityPoolId, rest];
}
