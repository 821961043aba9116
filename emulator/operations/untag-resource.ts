import { requirePoolByArn } from "../pools/require-pool-by-arn";
import type { Handler } from "./context";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UntagResource.html */
export const untagResource: Handler<"UntagResource"> = async ({ ResourceArn, TagKeys }, context) => {
  const { store } = context;
  await store.write(() => {
    const pool = requirePoolByArn(context, ResourceArn);
    const kept = Object.entries(pool.tags).filter(([key]) => !TagKeys.includes(key));
    store.pools.setTags(pool, Object.fromEntries(kept));
  });
  return {};
};
