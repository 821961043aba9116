import { createHash } from "node:crypto";
import { localAccount, localCredentials } from "../../provider/model/local";
import { ServiceError } from "../service-error";
import type { Caller } from "../store";
import type { LocalRequest } from "./request";
import { type Authorization, algorithm, isSignedBy } from "./signature";

/** An access key, and the account that it belongs to. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly account: string;
}

/** The access key that the service has by default. */
export const localKey: AccessKey = { ...localCredentials, account: localAccount };

const signingName = "cognito-identity";
const tolerance = 5 * 60_000;

const invalidSignature = (message: string) => new ServiceError("InvalidSignatureException", message);
const incomplete = (message: string) => new ServiceError("IncompleteSignatureException", message);

/** Returns who signed the request; throws AWS's error if the signature is missing or wrong. */
export function authenticate(request: LocalRequest, keys: ReadonlyMap<string, AccessKey>, now: Date): Caller {
  const header = request.headers.authorization;
  if (!header) throw new ServiceError("MissingAuthenticationTokenException", "Missing Authentication Token");
  const auth = parseAuthorization(header, request);
  const timestamp = timestampOf(request);
  const key = keys.get(auth.accessKeyId);
  if (!key) {
    throw new ServiceError("UnrecognizedClientException", "The security token included in the request is invalid.");
  }
  checkScope(auth, timestamp);
  checkDate(timestamp, now);
  if (!isSignedBy(key.secretAccessKey, request, auth, timestamp)) {
    throw invalidSignature(
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    );
  }
  return { account: key.account, region: auth.region };
}

const parameters = ["Credential", "Signature", "SignedHeaders"] as const;

function parseAuthorization(header: string, { headers }: LocalRequest): Authorization {
  const hash = createHash("sha256").update(header).digest("base64");
  const shown = `(Hashed with SHA-256 and encoded with Base64) Authorization=${hash}`;
  if (!header.startsWith(`${algorithm} `)) {
    throw incomplete(`Authorization header requires the algorithm '${algorithm}'. ${shown}`);
  }
  const given = new Map<string, string>();
  for (const part of header.slice(algorithm.length).split(",")) {
    const at = part.indexOf("=");
    if (at > 0) given.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  const missing = parameters
    .filter((name) => !given.get(name))
    .map((name) => `Authorization header requires '${name}' parameter.`);
  if (!headers["x-amz-date"] && !headers.date) {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }
  if (missing.length > 0) throw incomplete(`${missing.join(" ")} ${shown}`);
  const [accessKeyId, date, region, service, terminator, ...rest] = (given.get("Credential") as string).split("/");
  if (!accessKeyId || !date || !region || !service || !terminator || rest.length > 0) {
    throw incomplete(
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, " +
        `got '${given.get("Credential")}'`,
    );
  }
  const signedHeaders = (given.get("SignedHeaders") as string).toLowerCase().split(";");
  if (!signedHeaders.includes("host")) {
    throw invalidSignature("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
  if (new Set(signedHeaders).size < signedHeaders.length) {
    throw invalidSignature("A header must be a 'SignedHeader' only once in the AWS Authorization.");
  }
  const signature = given.get("Signature") as string;
  return { accessKeyId, date, region, service, terminator, signedHeaders, signature };
}

function timestampOf({ headers }: LocalRequest): string {
  const given = headers["x-amz-date"] ?? headers.date ?? "";
  if (/^\d{8}T\d{6}Z$/.test(given) && !Number.isNaN(toDate(given).getTime())) return given;
  const date = new Date(given);
  if (headers["x-amz-date"] || Number.isNaN(date.getTime())) {
    throw incomplete(
      `Date must be in ISO-8601 'basic format'. Got '${given}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  }
  return basicFormat(date);
}

function checkScope({ date, region, service, terminator }: Authorization, timestamp: string): void {
  const wrong: string[] = [];
  if (!/^[a-z0-9-]{1,63}$/.test(region)) wrong.push("Credential should be scoped to a valid region.");
  if (service !== signingName) wrong.push(`Credential should be scoped to correct service: '${signingName}'.`);
  if (terminator !== "aws4_request") {
    wrong.push(`Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'.`);
  }
  const day = timestamp.slice(0, 8);
  if (date !== day) {
    wrong.push(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${day}', from '${timestamp}'.`,
    );
  }
  if (wrong.length > 0) throw invalidSignature(wrong.join(" "));
}

function checkDate(timestamp: string, now: Date): void {
  const time = toDate(timestamp).getTime();
  const shown = (offset: number) => basicFormat(new Date(now.getTime() + offset));
  if (time < now.getTime() - tolerance) {
    throw invalidSignature(
      `Signature expired: ${timestamp} is now earlier than ${shown(-tolerance)} (${shown(0)} - 5 min.)`,
    );
  }
  if (time > now.getTime() + tolerance) {
    throw invalidSignature(
      `Signature not yet current: ${timestamp} is still later than ${shown(tolerance)} (${shown(0)} + 5 min.)`,
    );
  }
}

const toDate = (basic: string) =>
  new Date(basic.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));

const basicFormat = (date: Date) => `${date.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
