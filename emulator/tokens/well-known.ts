export const keySetPath = "/.well-known/jwks_uri";
export const configurationPath = "/.well-known/openid-configuration";

/** AWS's OpenID configuration, with the address of the local keys. */
export const openIdConfiguration = (issuer: string, origin: string) => ({
  issuer,
  jwks_uri: `${origin}${keySetPath}`,
  response_types_supported: ["id_token"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["RS512"],
  claims_supported: ["sub", "aud", "amr", "iss", "exp", "iat"],
});
