/** An error that the service answers with; the code is its `__type`. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";

  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

const refuse = (code: string) => (message: string) => new ServiceError(code, message);

export const invalidParameter = refuse("InvalidParameterException");
export const notAuthorized = refuse("NotAuthorizedException");
export const resourceConflict = refuse("ResourceConflictException");
export const resourceNotFound = refuse("ResourceNotFoundException");
export const limitExceeded = refuse("LimitExceededException");

export const poolNotFound = (id: string) => resourceNotFound(`IdentityPool '${id}' not found.`);
export const identityNotFound = (id: string) => resourceNotFound(`Identity '${id}' not found.`);
export const identityForbidden = (id: string) => notAuthorized(`Access to Identity '${id}' is forbidden.`);
export const roleForbidden = (arn: string) => notAuthorized(`Access to Role '${arn}' is forbidden.`);
export const guestsRefused = () => notAuthorized("Unauthenticated access is not supported for this identity pool.");
export const loginsDoNotMatch = () =>
  notAuthorized("Logins don't match. Please include at least one valid login for this identity or identity pool.");
export const developerProviderUnsupported = () =>
  invalidParameter("This identity pool does not support the specified developer provider");
export const badRoleConfiguration = () =>
  new ServiceError(
    "InvalidIdentityPoolConfigurationException",
    "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
  );
