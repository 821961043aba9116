import { partitionOf } from "../../provider/model/regions";
import type { Pool } from "../store";

export const poolArn = ({ id, account, region }: Pool): string =>
  `arn:${partitionOf(region)}:cognito-identity:${region}:${account}:identitypool/${id}`;
