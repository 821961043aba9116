import { checkTags, describePool, toSettings } from "../pools/pool-settings";
import { uuid } from "../random";
import { limitExceeded } from "../service-error";
import type { Pool } from "../store";
import { callerOf, type Handler } from "./context";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
export const createIdentityPool: Handler<"CreateIdentityPool"> = async (input, context) => {
  const { store, limits, random, now } = context;
  const caller = callerOf(context);
  const settings = toSettings(input);
  const tags = input.IdentityPoolTags ?? {};
  checkTags(tags);
  const id = `${caller.region}:${uuid(random)}`;
  await store.write(() => {
    if (store.pools.count(caller) >= limits.pools) {
      throw limitExceeded(`Account can't have more than ${limits.pools} identity pools in a region.`);
    }
    store.pools.create(id, caller, settings, tags, now);
  });
  return describePool({ id, settings, tags } as Pool);
};
