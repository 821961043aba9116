import { describePool } from "../pools/pool-settings";
import { type Handler, requirePool } from "./context";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentityPool.html */
export const describeIdentityPool: Handler<"DescribeIdentityPool"> = ({ IdentityPoolId }, context) =>
  describePool(requirePool(context, IdentityPoolId));
