import type { Output } from "../../provider/model/operations";
import type { Identity, Store } from "../store";

/** An identity in the answers of DescribeIdentity and ListIdentities. It has each provider name once, and none for a guest. */
export function identityDescription({ identities }: Store, identity: Identity): Output<"DescribeIdentity"> {
  const names = [...new Set(identities.logins(identity).map(({ provider }) => provider))];
  return {
    IdentityId: identity.id,
    ...(names.length > 0 && { Logins: names }),
    CreationDate: new Date(identity.created),
    LastModifiedDate: new Date(identity.modified),
  };
}
