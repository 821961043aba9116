import { type OperationName, operations } from "../../model/operations";
import { explainUserPoolProvider } from "../../model/user-pools";

/** An error that the service answered with. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly operation: OperationName;
  /** The region of the client. */
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What a person can do about an answer of the service; empty when its own message says enough. */
export function remedy({ code, message, operation, region, input }: Refusal): string {
  switch (code) {
    case "AccessDeniedException":
      return permission(operation, message);
    case "NotAuthorizedException":
      return message.includes("not authorized to perform")
        ? permission(operation, message)
        : message.startsWith("Access to Role")
          ? forRole
          : forDeveloper(operation, message);
    case "UnknownOperationException":
      return "the endpoint knows no such operation: check that it is Amazon Cognito Identity, and its path";
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
      return keyRemedy(code, message, region) || forUserPools(message, input) || forDeveloper(operation, message);
  }
}

/** What a person can do when any service of AWS refuses the key, the session token or the signature. */
export function keyRemedy(code: string, message: string, region: string): string {
  switch (code) {
    case "InvalidSignatureException":
    case "SignatureDoesNotMatch":
      if (/expired|not yet current/.test(message)) return "this machine's clock is wrong: set it";
      if (message.includes("valid region")) return `${region} is not the region of this endpoint: check both`;
      return "the secret access key does not belong to the access key id: check both";
    case "UnrecognizedClientException":
    case "InvalidClientTokenId":
      return "the service does not know this access key id: check the access key, the session token and the region";
    case "ExpiredTokenException":
    case "ExpiredToken":
      return "the session token has expired: sign in again, or renew the credentials";
    default:
      return "";
  }
}

function permission(operation: OperationName, message: string): string {
  const [, action = `cognito-identity:${operation}`] = /not authorized to perform: ([\w-]+:\w+)/.exec(message) ?? [];
  if (message.includes("explicit deny") || !operations[operation].signed) {
    return `a policy denies ${action}: look for it in the organisation's and the account's policies`;
  }
  return `the credentials need the permission ${action}`;
}

const forRole =
  "the role does not exist, or was made a moment ago, or the credentials need the permission iam:PassRole for it";

/** Which user pool the service means. */
function forUserPools(message: string, { CognitoIdentityProviders }: Refusal["input"]): string {
  if (!message.includes("Invalid Cognito Identity Provider") || !Array.isArray(CognitoIdentityProviders)) return "";
  const reasons = CognitoIdentityProviders.flatMap(
    (userPool) => explainUserPoolProvider(String(userPool?.ProviderName)) ?? [],
  );
  return reasons.map((reason) => `ProviderName ${reason}`).join("; ");
}

/** What the service's message leaves out about users of a developer provider. */
function forDeveloper(operation: OperationName, message: string): string {
  if (operation !== "GetOpenIdTokenForDeveloperIdentity") return "";
  if (message.startsWith("Logins don't match")) {
    return "to link another user, register it without IdentityId, then call MergeDeveloperIdentities";
  }
  if (message.includes("developer provider"))
    return "Logins must name the DeveloperProviderName of the pool, and no other";
  return "";
}

function otherRegion(input: Refusal["input"], region: string): string {
  const { IdentityPoolId, IdentityId, IdentityIdsToDelete, ResourceArn } = input;
  const regions = {
    IdentityPoolId: beforeColon(IdentityPoolId),
    IdentityId: beforeColon(IdentityId),
    IdentityIdsToDelete: beforeColon(Array.isArray(IdentityIdsToDelete) ? IdentityIdsToDelete[0] : undefined),
    ResourceArn: typeof ResourceArn === "string" ? ResourceArn.split(":")[3] : undefined,
  };
  for (const [name, other] of Object.entries(regions)) {
    if (other && other !== region) return `the ${name} is of region ${other}, but the client's region is ${region}`;
  }
  return "";
}

const beforeColon = (id: unknown) => (typeof id === "string" && id.includes(":") ? id.split(":")[0] : undefined);
