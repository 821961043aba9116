import { type Handler, requireIdentity } from "../context";
import { describeIdentity as describe } from "../identity-description";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentity.html */
export const describeIdentity: Handler<"DescribeIdentity"> = ({ IdentityId }, context) =>
  context.store.read(() => describe(context.store, requireIdentity(context, IdentityId).identity));
