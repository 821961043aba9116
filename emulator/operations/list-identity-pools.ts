import { callerOf, type Handler } from "./context";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListIdentityPools.html */
export const listIdentityPools: Handler<"ListIdentityPools"> = ({ MaxResults, NextToken }, context) => {
  const { store, pages } = context;
  const caller = callerOf(context);
  const query = ["ListIdentityPools", caller.account, caller.region];
  const found = store.pools.list(caller, pages.read(query, NextToken), MaxResults + 1);
  const page = found.slice(0, MaxResults);
  const last = page.at(-1);
  return {
    IdentityPools: page.map(({ id, settings }) => ({
      IdentityPoolId: id,
      IdentityPoolName: settings.IdentityPoolName,
    })),
    ...(last && found.length > page.length && { NextToken: pages.issue(query, last.seq) }),
  };
};
