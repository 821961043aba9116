import { checkTags, describePool, toSettings } from "../pools/pool-settings";
import { invalidParameter } from "../service-error";
import { type Handler, requirePool } from "./context";

/**
 * Overwrites the settings: what is omitted is unset, except for the developer provider name and the tags.
 * @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UpdateIdentityPool.html
 */
export const updateIdentityPool: Handler<"UpdateIdentityPool"> = (input, context) => {
  const { store, now } = context;
  return store.write(() => {
    const pool = requirePool(context, input.IdentityPoolId);
    const asked = toSettings(input);
    const kept = pool.settings.DeveloperProviderName;
    const DeveloperProviderName = asked.DeveloperProviderName ?? kept;
    if (kept !== undefined && DeveloperProviderName !== kept) {
      throw invalidParameter("DeveloperProviderName can't be changed once it is set.");
    }
    const settings = { ...asked, DeveloperProviderName };
    store.pools.setSettings(pool, settings, now);
    const tags = input.IdentityPoolTags ?? pool.tags;
    if (input.IdentityPoolTags) {
      checkTags(tags);
      store.pools.setTags(pool, tags);
    }
    return describePool({ ...pool, settings, tags });
  });
};
