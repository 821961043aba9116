import { type CheckedResource, type Policy, typesOf } from "./policy";

const poolTypes = typesOf("IdentityPool");
const isPool = ({ type }: CheckedResource) => poolTypes.includes(type);
const isOfAws = ({ type }: CheckedResource) => type.startsWith("aws:");

/** Guests are whoever asks, so a pool should have none unless they are meant. */
export const noGuests: Policy = {
  name: "cognito-identity-no-guests",
  description: "An identity pool gives no identities and no credentials to guests.",
  enforcementLevel: "advisory",
  validateResource(resource, report) {
    if (isPool(resource) && resource.props.allowUnauthenticatedIdentities === true) {
      report(
        "Set allowUnauthenticatedIdentities to false, or make sure that the role of guests may do next to nothing.",
      );
    }
  },
};

/** The basic flow lets a caller take any role that trusts the pool, past role mappings and the enhanced flow's scope. */
export const noClassicFlow: Policy = {
  name: "cognito-identity-no-classic-flow",
  description: "An identity pool does not allow the basic (classic) flow.",
  enforcementLevel: "mandatory",
  validateResource(resource, report) {
    if (!isPool(resource)) return;
    const { allowClassicFlow } = resource.props;
    // The AWS provider sends false where a program says nothing; ours leaves it unset, and the service allows it then.
    if (allowClassicFlow === true || (allowClassicFlow === undefined && !isOfAws(resource))) {
      report("Set allowClassicFlow to false.");
    }
  },
};

/** Without the check, the tokens of a user who was signed out or disabled are good until they expire. */
export const serverSideTokenCheck: Policy = {
  name: "cognito-identity-server-side-token-check",
  description: "An identity pool asks its user pools whether a user was signed out or disabled.",
  enforcementLevel: "mandatory",
  validateResource(resource, report) {
    if (!isPool(resource)) return;
    const userPools: unknown = resource.props.cognitoIdentityProviders;
    for (const [index, userPool] of (Array.isArray(userPools) ? userPools : []).entries()) {
      if (userPool?.serverSideTokenCheck !== true) {
        report(`Set cognitoIdentityProviders[${index}].serverSideTokenCheck to true.`);
      }
    }
  },
};

/** With a pool go all its identities, which nothing brings back. */
export const deletionProtection: Policy = {
  name: "cognito-identity-deletion-protection",
  description: "An identity pool with login providers is protected from being deleted with its identities.",
  enforcementLevel: "advisory",
  validateResource(resource, report) {
    if (!isPool(resource) || resource.opts.protect === true || resource.props.deletionProtection === true) return;
    const { props } = resource;
    const providers = [props.supportedLoginProviders, props.openidConnectProviderArns, props.samlProviderArns];
    const lists = [...providers, props.cognitoIdentityProviders];
    const hasLists = lists.some((list) => list !== undefined && list !== null && Object.keys(list).length > 0);
    if (props.developerProviderName === undefined && !hasLists) return;
    report(isOfAws(resource) ? "Set the option protect." : "Set deletionProtection to true, or the option protect.");
  },
};
