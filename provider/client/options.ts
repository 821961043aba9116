import type { AwsCredentialIdentity, AwsCredentialIdentityProvider, RetryStrategyV2 } from "@smithy/types";
import type { CognitoIdentityError } from "../model/errors";
import type { OperationName } from "../model/operations";
import type { EndpointVariant } from "../model/regions";
import type { HttpHandler } from "./transport/transport";

export interface ClientOptions extends EndpointVariant {
  /** The AWS region; by default AWS_REGION, AWS_DEFAULT_REGION or the profile's. */
  readonly region?: string | undefined;
  /** An http(s) URL, or `local:PATH`: the local service in this process on a SQLite file. By default the region's. */
  readonly endpoint?: string | undefined;
  /**
   * A JSON file with the JSON Web Key Set of each login provider, `{ "accounts.google.com": { "keys": […] } }`, by which an
   * endpoint `local:PATH` verifies the signatures of login tokens; by default they are not verified.
   */
  readonly localLoginKeys?: string | undefined;
  /** Credentials, or a function that loads them; by default the standard AWS chain. Loaded only to sign. */
  readonly credentials?: AwsCredentialIdentity | AwsCredentialIdentityProvider | undefined;
  /** A profile of the shared AWS config files; by default AWS_PROFILE. */
  readonly profile?: string | undefined;
  /** The config files, in the place of AWS_CONFIG_FILE; a later file overrides an earlier one. */
  readonly sharedConfigFiles?: readonly string[] | undefined;
  /** The credentials files, in the place of AWS_SHARED_CREDENTIALS_FILE; a later file overrides an earlier one. */
  readonly sharedCredentialsFiles?: readonly string[] | undefined;
  /** The ARN of a role to assume; short for `assumeRoles` with one role. */
  readonly assumeRoleArn?: string | undefined;
  /** The URL of STS; by default AWS_ENDPOINT_URL_STS, the profile's, or the region's. */
  readonly stsEndpoint?: string | undefined;
  /** The region of STS; by default the service's. */
  readonly stsRegion?: string | undefined;
  /** Roles to assume, each with the credentials of the one before it. */
  readonly assumeRoles?: readonly AssumeRole[] | undefined;
  /** A role to assume by a token of an identity provider, in the place of other credentials. */
  readonly assumeRoleWithWebIdentity?: AssumeRoleWithWebIdentity | undefined;
  /** The URL of the proxy for http: endpoints; by default HTTP_PROXY. An empty string is none. */
  readonly httpProxy?: string | undefined;
  /** The URL of the proxy for https: endpoints; by default HTTPS_PROXY. An empty string is none. */
  readonly httpsProxy?: string | undefined;
  /** Hosts without a proxy, as in NO_PROXY, which is the default: names, `.domain`, addresses, CIDR blocks or `*`. */
  readonly noProxy?: string | undefined;
  /** A PEM file of authorities to trust, in the place of Node's; by default AWS_CA_BUNDLE or the profile's `ca_bundle`. */
  readonly caBundle?: string | undefined;
  /** How often a request is sent at most; by default AWS_MAX_ATTEMPTS or 3. */
  readonly maxAttempts?: number | undefined;
  /** By default AWS_RETRY_MODE or `standard`. */
  readonly retryMode?: "standard" | "adaptive" | undefined;
  /**
   * What counts where neither options nor environment nor profile say how requests are retried; by default `standard`, and
   * 3 attempts.
   * @internal
   */
  readonly retryDefaults?: RetryDefaults | undefined;
  /** Replaces the strategy that `maxAttempts` and `retryMode` describe. */
  readonly retryStrategy?: RetryStrategyV2 | undefined;
  /** How long one attempt may take until the last byte of its answer, in milliseconds; 60,000 by default, 0 for no limit. */
  readonly requestTimeout?: number | undefined;
  /** How long a connection may take to be made, in milliseconds; 10,000 by default, 0 for no limit. */
  readonly connectTimeout?: number | undefined;
  /** Whether inputs are checked before they are sent; true by default. */
  readonly validate?: boolean | undefined;
  /** Called once for each call, after its end; what it throws, or rejects with, becomes a warning of the process. */
  readonly onCall?: ((record: CallRecord) => unknown) | undefined;
  /** Told what a person should know though nothing failed; by default a warning of the process. */
  readonly onWarning?: ((message: string) => void) | undefined;
  /** Sends requests in the place of the network: any smithy `HttpHandler`. */
  readonly requestHandler?: HttpHandler | undefined;
  /** The clock; by default the system's. */
  readonly now?: (() => Date) | undefined;
}

/**
 * A role to assume.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export interface AssumeRole extends RoleSession {
  /** What the role's trust policy may ask of other accounts. */
  readonly externalId?: string | undefined;
  /** Session tags. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** The keys of the tags that the next role of the chain gets, too. */
  readonly transitiveTagKeys?: readonly string[] | undefined;
  /** Who is behind the session; it stays so along the chain. */
  readonly sourceIdentity?: string | undefined;
}

/**
 * A role to assume by a token of an identity provider; the token itself, or the file that holds it.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export interface AssumeRoleWithWebIdentity extends RoleSession {
  /** The token. */
  readonly webIdentityToken?: string | undefined;
  /** The file of the token, which is read each time the credentials are loaded. */
  readonly webIdentityTokenFile?: string | undefined;
}

interface RoleSession {
  /** The role's ARN. */
  readonly roleArn: string;
  /** The session's name in ARNs and logs; by default `pulumi-cognito-identity`. */
  readonly sessionName?: string | undefined;
  /** How long the credentials are valid, in seconds or as `1h30m`; by default an hour. */
  readonly duration?: number | string | undefined;
  /** A policy, as JSON, that the session is limited to. */
  readonly policy?: string | undefined;
  /** The ARNs of managed policies that the session is limited to. */
  readonly policyArns?: readonly string[] | undefined;
}

/** How requests are retried where nobody says it. */
export interface RetryDefaults {
  readonly mode: "standard" | "adaptive";
  /** How often a request is sent at most where the service throttles. */
  readonly maxAttempts: number;
  /** How often a request is sent at most after other failures. */
  readonly maxOtherAttempts: number;
}

/** What a log may say of a call: no input, no output, no secret. */
export interface CallRecord {
  /** The operation that was called. */
  readonly operation: OperationName;
  /** How often the request was sent. */
  readonly attempts: number;
  /** From the call to its end, in milliseconds, waits for retries included. */
  readonly duration: number;
  /** Of the last answer. */
  readonly requestId?: string;
  /** Of the last answer. */
  readonly statusCode?: number;
  /** The error that the call ended with. */
  readonly error?: CognitoIdentityError;
}

export interface CallOptions {
  /** Cancels the call, whatever it waits for. */
  readonly signal?: AbortSignal | undefined;
  /** How long one attempt may take, in milliseconds; by default the client's. */
  readonly requestTimeout?: number | undefined;
}
