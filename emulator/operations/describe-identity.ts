import { identityDescription } from "../pools/identity-description";
import { type Handler, requireIdentity } from "./context";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentity.html */
export const describeIdentity: Handler<"DescribeIdentity"> = ({ IdentityId }, context) =>
  context.store.read(() => identityDescription(context.store, requireIdentity(context, IdentityId).identity));
