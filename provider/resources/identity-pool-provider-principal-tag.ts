import {
  checkShapes,
  defined,
  diffShapes,
  isUnknown,
  type Lifecycle,
  type Properties,
  type Property,
  type Recorded,
} from "../lifecycle";
import { absentIfNotFound, hasCode } from "../model/errors";
import { isServiceId, regionOf } from "../model/ids";
import { type Output, operations } from "../model/operations";
import { boolean, string } from "../model/shapes";
import { checkPool } from "./in-a-pool/check-pool";
import { joinId, splitId } from "./in-a-pool/compound-id";
import { explainProviderName, providerNames } from "./in-a-pool/login-providers";
import { claim } from "./update/claim";

const { IdentityPoolId, IdentityProviderName, PrincipalTags } = operations.SetPrincipalTagAttributeMap.input.members;

const inputs: Readonly<Record<string, Property>> = {
  identityPoolId: { shape: IdentityPoolId.required, required: true, replaces: true },
  identityProviderName: { shape: IdentityProviderName.required, required: true, replaces: true },
  principalTags: { shape: PrincipalTags },
  useDefaults: { shape: boolean },
  region: { shape: string({ min: 1 }), replaces: true },
};

const idForm = "identityPoolId/identityProviderName";

/** The claims of a provider that become session tags: GetPrincipalTagAttributeMap, SetPrincipalTagAttributeMap. */
export const identityPoolProviderPrincipalTag: Lifecycle = {
  name: "IdentityPoolProviderPrincipalTag",
  inputs,
  outputs: [],

  async check(context, _olds, news) {
    const { region, pool, failures } = await checkPool(context, news);
    failures.unshift(...checkShapes(inputs, news));
    const { identityPoolId, identityProviderName: name } = news;
    if (typeof name === "string" && !isUnknown(name)) {
      const reason = explainProviderName(providerNames, name, pool);
      if (reason) failures.push({ property: "identityProviderName", reason });
      if (isServiceId(identityPoolId)) {
        const object = `the principal tags of ${name} in pool ${identityPoolId}`;
        failures.push(...claim(context, object, "identityProviderName", news));
      }
    }
    const useDefaults = news.useDefaults ?? isEmpty(news.principalTags);
    if (useDefaults === true && !isEmpty(news.principalTags)) {
      failures.push({ property: "principalTags", reason: "must be unset where useDefaults is true" });
    }
    return { inputs: defined({ ...news, useDefaults, region }), failures };
  },

  async diff(_context, _id, olds, news) {
    return diffShapes(inputs, olds, news);
  },

  async create(context, news) {
    const client = context.client(regionOf(news.identityPoolId as string));
    return toRecorded(await client.call("SetPrincipalTagAttributeMap", toWire(news)));
  },

  async read(context, id) {
    const [identityPoolId, IdentityProviderName] = splitId(this.name, id, idForm);
    const client = context.client(regionOf(identityPoolId));
    const found = await absentIfNotFound(
      client.call("GetPrincipalTagAttributeMap", { IdentityPoolId: identityPoolId, IdentityProviderName }),
    );
    return found && toRecorded({ ...found, IdentityPoolId: identityPoolId, IdentityProviderName });
  },

  async update(context, _id, _olds, news) {
    return (await this.create(context, news)).state;
  },

  async delete(context, id) {
    const [identityPoolId, identityProviderName] = splitId(this.name, id, idForm);
    try {
      await this.create(context, { identityPoolId, identityProviderName, useDefaults: true });
    } catch (error) {
      // The pool may be gone, or the provider may have left it, and the map with it.
      const isGone = hasCode(error, "ResourceNotFoundException", "InvalidParameterException");
      if (!isGone || (await this.read(context, id, {}))) throw error;
    }
  },
};

const isEmpty = (value: unknown) =>
  value === undefined || value === null || (typeof value === "object" && Object.keys(value).length === 0);

const toWire = ({ identityPoolId, identityProviderName, principalTags, useDefaults }: Properties) => ({
  IdentityPoolId: identityPoolId as string,
  IdentityProviderName: identityProviderName as string,
  PrincipalTags: (principalTags ?? {}) as Record<string, string>,
  UseDefaults: useDefaults as boolean,
});

/** The service's own map is not the program's to compare. */
function toRecorded(found: Output<"GetPrincipalTagAttributeMap">): Recorded {
  const { IdentityPoolId: pool = "", IdentityProviderName: name, UseDefaults = false, PrincipalTags: tags } = found;
  return {
    id: joinId(pool, name),
    state: defined({
      identityPoolId: pool,
      identityProviderName: name,
      useDefaults: UseDefaults,
      principalTags: UseDefaults || isEmpty(tags) ? undefined : tags,
      region: regionOf(pool),
    }),
  };
}
