import { checkTags } from "../pools/pool-settings";
import { requirePoolByArn } from "../pools/require-pool-by-arn";
import type { Handler } from "./context";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_TagResource.html */
export const tagResource: Handler<"TagResource"> = async ({ ResourceArn, Tags }, context) => {
  const { store } = context;
  await store.write(() => {
    const pool = requirePoolByArn(context, ResourceArn);
    const tags = Object.fromEntries([...Object.entries(pool.tags), ...Object.entries(Tags)]);
    checkTags(tags);
    store.pools.setTags(pool, tags);
  });
  return {};
};
