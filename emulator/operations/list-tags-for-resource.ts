import type { Handler } from "../context";
import { requirePoolByArn } from "../require-pool-by-arn";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource: Handler<"ListTagsForResource"> = ({ ResourceArn }, context) => ({
  Tags: requirePoolByArn(context, ResourceArn).tags,
});
