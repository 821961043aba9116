import type { Handler } from "../context";
import { checkTags } from "../pool-settings";
import { requirePoolByArn } from "../require-pool-by-arn";

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
