import type { TokenIssuer } from "./issue-token";

export const keySetPath = "/.well-known/jwks_uri";
export const configurationPath = "/.well-known/openid-configuration";

/** The OpenID configuration: AWS's, but for the address of the keys. */
export const openIdConfiguration = ({ issuer }: TokenIssuer, origin: string) => ({
  issuer,
  jwks_uri: `${origin}${keySetPath}`,
  response_types_supported: ["id_token"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["RS512"],
  claims_supported: ["sub", "aud", "amr", "iss", "exp", "iat"],
});
