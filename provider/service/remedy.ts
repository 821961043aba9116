import type { OperationName } from "./operations";

export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly operation: OperationName;
  /** The region of the client. */
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What a person can do about an answer of the service; empty when its own message says it all. */
export function remedy({ code, message, operation, region, input }: Failure): string {
  switch (code) {
    case "AccessDeniedException":
      return `the credentials need the permission cognito-identity:${operation}`;
    case "NotAuthorizedException":
      return message.includes("not authorized to perform")
        ? `the credentials need the permission cognito-identity:${operation}`
        : "";
    case "InvalidSignatureException":
    case "SignatureDoesNotMatch":
      return "the secret access key does not belong to the access key id: check both";
    case "UnrecognizedClientException":
    case "InvalidClientTokenId":
      return "the service does not know this access key id: check the access key, the session token and the region";
    case "ExpiredTokenException":
    case "ExpiredToken":
      return "the session token has expired: sign in again, or renew the credentials";
    case "MissingAuthenticationTokenException":
      return "the request reached the service without a signature: check for a proxy that removes headers";
    case "TooManyRequestsException":
    case "ThrottlingException":
      return "the service throttles this account: call less often, or raise maxAttempts";
    case "LimitExceededException":
      return "a quota of the account is used up: delete what is not needed, or ask AWS to raise it";
    case "ResourceNotFoundException":
      return otherRegion(input, region);
    default:
      return "";
  }
}

function otherRegion(input: Readonly<Record<string, unknown>>, region: string): string {
  for (const name of ["IdentityPoolId", "IdentityId"]) {
    const [prefix, uuid] = String(input[name] ?? "").split(":");
    if (uuid && prefix && prefix !== region) {
      return `the ${name} is of region ${prefix}, but the client's region is ${region}`;
    }
  }
  return "";
}
