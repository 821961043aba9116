import { readFile } from "node:fs/promises";
import { fromEnv, fromNodeProviderChain, fromTemporaryCredentials, fromWebToken } from "@aws-sdk/credential-providers";
import type { AwsCredentialIdentity } from "@smithy/types";
import type { AssumeRole, AssumeRoleWithWebIdentity, ClientOptions } from "../options";
import { asRequestHandler } from "../transport/request-handler";
import type { Transport } from "../transport/transport";
import { NoCredentialsError } from "./no-credentials-error";
import { assumeRoleInput, rolesOf, sessionInput } from "./roles";
import { loadRoleStsEndpoint } from "./settings";
import { loadSharedFiles } from "./shared-files";

interface Circumstances {
  readonly region: string;
  /** Takes the requests to STS and to single sign-on. */
  readonly transport: Transport;
  /** Whether files are read again, though they were read before. */
  readonly forceRefresh: boolean;
  warn(message: string): void;
}

/** Loads the credentials that AWS's libraries find, and assumes the roles of the options with them, one after the other. */
export async function loadByChain(
  options: ClientOptions,
  circumstances: Circumstances,
): Promise<AwsCredentialIdentity> {
  let credentials = await loadFirst(options, circumstances);
  for (const [index, role] of rolesOf(options).entries()) {
    const load = fromTemporaryCredentials({
      masterCredentials: credentials,
      params: assumeRoleInput(`assumeRoles[${index}]`, role),
      clientConfig: await stsConfig(options, circumstances),
    });
    credentials = await load().catch((error) => throwForRole(role, error));
  }
  return credentials;
}

async function loadFirst(options: ClientOptions, circumstances: Circumstances): Promise<AwsCredentialIdentity> {
  const { credentials, assumeRoleWithWebIdentity: webIdentity, profile } = options;
  if (webIdentity) return assumeWithWebIdentity(webIdentity, options, circumstances);
  if (typeof credentials === "function") return credentials();
  if (credentials) return credentials;
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_PROFILE } = process.env;
  if (!profile && AWS_PROFILE && AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY) {
    circumstances.warn(
      `The keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are used, and not those of AWS_PROFILE (${AWS_PROFILE}), as in the AWS CLI. To use the profile, unset them, or give the option profile.`,
    );
    return fromEnv()();
  }
  const { region, transport, forceRefresh } = circumstances;
  const chain = fromNodeProviderChain({
    ...(await loadSharedFiles(options)),
    profile,
    // Single sign-on has a region of its own, which one in `clientConfig` would replace.
    clientConfig: { requestHandler: asRequestHandler(transport) },
    parentClientConfig: { region, profile },
    ignoreCache: forceRefresh,
    logger: silent,
  });
  return chain().catch((error) => throwWithHint(error, profile));
}

async function assumeWithWebIdentity(
  role: AssumeRoleWithWebIdentity,
  options: ClientOptions,
  circumstances: Circumstances,
): Promise<AwsCredentialIdentity> {
  const { webIdentityToken, webIdentityTokenFile } = role;
  const token = webIdentityToken ?? (await readFile(webIdentityTokenFile as string, "utf8")).trim();
  const { RoleArn, RoleSessionName, DurationSeconds, Policy, PolicyArns } = sessionInput(
    "assumeRoleWithWebIdentity",
    role,
  );
  const load = fromWebToken({
    webIdentityToken: token,
    roleArn: RoleArn,
    roleSessionName: RoleSessionName,
    durationSeconds: DurationSeconds,
    policy: Policy,
    policyArns: PolicyArns,
    clientConfig: await stsConfig(options, circumstances),
    logger: silent,
  });
  return load().catch((error) => throwForRole(role, error));
}

/** The endpoint is resolved here, as the library knows neither the options nor other shared files. */
async function stsConfig(options: ClientOptions, circumstances: Circumstances) {
  const { maxAttempts, stsRegion: region = circumstances.region } = options;
  const { transport } = circumstances;
  return {
    region,
    endpoint: await loadRoleStsEndpoint(options, region),
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    requestHandler: asRequestHandler(transport),
    ...(maxAttempts !== undefined && { maxAttempts }),
  };
}

/** Keeps the library from writing to the console of the program. */
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

function throwForRole({ roleArn }: Pick<AssumeRole, "roleArn">, cause: Error): never {
  throw new Error(`the role ${roleArn} can't be assumed: ${cause.message}`, { cause });
}

function throwWithHint(error: Error, profile = process.env.AWS_PROFILE || "default"): never {
  if (!error.message.includes("from any providers")) throw error;
  const hint = `set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile ${profile}, or give the option credentials`;
  throw new NoCredentialsError(`${error.message}: ${hint}`, { cause: error });
}
