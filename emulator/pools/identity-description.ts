import type { Output } from "../../provider/model/operations";
import type { Identity, Store } from "../store";

/** An identity as DescribeIdentity and ListIdentities show it: provider names once each, none for a guest. */
export function describeIdentity({ identities }: Store, identity: Identity): Output<"DescribeIdentity"> {
  const names = [...new Set(identities.logins(identity).map(({ provider }) => provider))];
  return {
    IdentityId: identity.id,
    ...(names.length > 0 && { Logins: names }),
    CreationDate: new Date(identity.created),
    LastModifiedDate: new Date(identity.modified),
  };
}
