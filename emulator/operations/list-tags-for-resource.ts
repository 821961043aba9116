import { requirePoolByArn } from "../pools/require-pool-by-arn";
import type { Handler } from "./context";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource: Handler<"ListTagsForResource"> = ({ ResourceArn }, context) => ({
  Tags: requirePoolByArn(context, ResourceArn).tags,
});
