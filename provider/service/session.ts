import { HttpRequest } from "@smithy/protocol-http";
import type { AwsCredentialIdentity } from "@smithy/types";
import type { ClientOptions } from "./client";
import { type CredentialSource, createCredentialSource } from "./credentials";
import type { OperationName } from "./operations";
import { loadSettings, type Settings } from "./settings";
import type { createSigner } from "./sign";
import { createLocalTransport, HttpTransport, type Transport } from "./transport";

const targetPrefix = "AWSCognitoIdentityService";
const userAgent = "pulumi-cognito-identity";

/** What a client holds between its first call and its end. */
export interface Session {
  readonly settings: Settings;
  readonly transport: Transport;
  readonly target: Pick<HttpRequest, "protocol" | "hostname" | "port" | "path"> & { readonly host: string };
  readonly credentials: CredentialSource;
  readonly canRefresh: boolean;
  signed?: { credentials: AwsCredentialIdentity; sign: ReturnType<typeof createSigner> };
}

/** Resolves the options; throws a ConfigurationError when they do not suffice. */
export async function openSession(options: ClientOptions, now: () => Date): Promise<Session> {
  const settings = await loadSettings(options);
  const { endpoint, region } = settings;
  const isLocal = endpoint.startsWith("local:");
  const url = new URL(isLocal ? `http://cognito-identity.${region}.localhost` : endpoint);
  const credentials = options.credentials ?? (isLocal ? localCredentials : undefined);
  return {
    settings,
    transport: options.requestHandler ?? (isLocal ? createLocalTransport(endpoint) : new HttpTransport()),
    target: {
      protocol: url.protocol,
      hostname: url.hostname,
      port: url.port ? Number(url.port) : undefined,
      path: `${url.pathname.replace(/\/$/, "")}/`,
      host: url.host,
    },
    credentials: createCredentialSource({ ...options, credentials }, region, now),
    canRefresh: typeof credentials !== "object" || options.assumeRoleArn !== undefined,
  };
}

/** What the local service accepts unless it is told otherwise. */
const localCredentials: AwsCredentialIdentity = { accessKeyId: "local", secretAccessKey: "local" };

export function buildRequest(name: OperationName, body: string, { target: { host, ...target } }: Session): HttpRequest {
  return new HttpRequest({
    ...target,
    method: "POST",
    headers: {
      host,
      "content-type": "application/x-amz-json-1.1",
      "content-length": String(Buffer.byteLength(body)),
      "x-amz-target": `${targetPrefix}.${name}`,
      "user-agent": userAgent,
    },
    body,
  });
}
