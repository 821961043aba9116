import type { AwsCredentialIdentity, AwsCredentialIdentityProvider, RetryStrategyV2 } from "@smithy/types";
import type { CognitoIdentityError } from "../model/errors";
import type { OperationName } from "../model/operations";
import type { EndpointVariant } from "../model/regions";
import type { HttpHandler } from "./transport/http";

export interface ClientOptions extends EndpointVariant {
  /** The AWS region; by default AWS_REGION, AWS_DEFAULT_REGION or the profile's. */
  readonly region?: string | undefined;
  /** An http(s) URL, or `local:PATH`: the local service in this process on a SQLite file. By default the region's. */
  readonly endpoint?: string | undefined;
  /** Credentials, or a function that loads them; by default the standard AWS chain. Loaded only to sign. */
  readonly credentials?: AwsCredentialIdentity | AwsCredentialIdentityProvider | undefined;
  /** A profile of the shared AWS config files; by default AWS_PROFILE. */
  readonly profile?: string | undefined;
  /** The ARN of a role to assume. */
  readonly assumeRoleArn?: string | undefined;
  /** How often a request is sent at most; by default AWS_MAX_ATTEMPTS or 3. */
  readonly maxAttempts?: number | undefined;
  /** By default AWS_RETRY_MODE or `standard`. */
  readonly retryMode?: "standard" | "adaptive" | undefined;
  /** Replaces the strategy that `maxAttempts` and `retryMode` describe. */
  readonly retryStrategy?: RetryStrategyV2 | undefined;
  /** How long one attempt may take until the last byte of its answer, in milliseconds; 60,000 by default, 0 for ever. */
  readonly requestTimeout?: number | undefined;
  /** How long a connection may take to be made, in milliseconds; 10,000 by default, 0 for ever. */
  readonly connectTimeout?: number | undefined;
  /** Whether inputs are checked before they are sent; true by default. */
  readonly validate?: boolean | undefined;
  /** Called once for each call, after its end; what it throws, or rejects with, becomes a warning of the process. */
  readonly onCall?: ((record: CallRecord) => unknown) | undefined;
  /** Sends requests in the place of the network: any smithy `HttpHandler`. */
  readonly requestHandler?: HttpHandler | undefined;
  /** The clock; by default the system's. */
  readonly now?: (() => Date) | undefined;
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
