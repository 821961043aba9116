import { identityDescription } from "../pools/identity-description";
import { type Handler, requirePool } from "./context";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListIdentities.html */
export const listIdentities: Handler<"ListIdentities"> = (input, context) => {
  const { store, pages } = context;
  const { IdentityPoolId, MaxResults, NextToken, HideDisabled = false } = input;
  return store.read(() => {
    const pool = requirePool(context, IdentityPoolId);
    const query = ["ListIdentities", pool.id, HideDisabled];
    const found = store.identities.list(pool, pages.read(query, NextToken), MaxResults + 1, HideDisabled);
    const page = found.slice(0, MaxResults);
    const last = page.at(-1);
    return {
      IdentityPoolId,
      Identities: page.map((identity) => identityDescription(store, identity)),
      ...(last && found.length > page.length && { NextToken: pages.issue(query, last.seq) }),
    };
  });
};
