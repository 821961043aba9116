import { createHmac } from "node:crypto";
import { CognitoIdentity, type CognitoIdentityClientConfig } from "@aws-sdk/client-cognito-identity";
import {
  createLocalHandler,
  type LocalRequest,
  type LocalResponse,
  type LocalService,
  localCredentials,
} from "../../../emulator";
import { startServer } from "../../../emulator/hosts/http";

/** A service that the conformance suite talks to. */
export interface Target {
  readonly name: TargetName;
  readonly region: string;
  /** A client of the AWS SDK; it sends each request once. */
  client(config?: CognitoIdentityClientConfig): CognitoIdentity;
  /** The service itself, unless it is AWS's. */
  readonly local?: LocalService;
  close(): Promise<void>;
}

const openers = {
  async "in-process"(): Promise<Target> {
    // Options give the handler a database of its own.
    const handler = createLocalHandler(":memory:", { warn: () => {} });
    return {
      name: "in-process",
      region: "us-east-1",
      local: handler.service,
      client: (config) =>
        new CognitoIdentity({ ...common, credentials: localCredentials, requestHandler: handler as never, ...config }),
      async close() {
        handler.destroy();
      },
    };
  },
  async http(): Promise<Target> {
    const server = await startServer({ db: ":memory:", warn: () => {} });
    const clients: CognitoIdentity[] = [];
    return {
      name: "http",
      region: "us-east-1",
      local: server.service,
      client(config) {
        const client = new CognitoIdentity({
          ...common,
          credentials: localCredentials,
          endpoint: server.url,
          ...config,
        });
        clients.push(client);
        return client;
      },
      async close() {
        for (const client of clients) client.destroy();
        await server.close();
      },
    };
  },
  /** Whatever account and region the standard AWS settings give; the suite deletes the pools that it makes. */
  async aws(): Promise<Target> {
    const region = process.env.AWS_REGION ?? "us-east-1";
    return {
      name: "aws",
      region,
      client: (config) => new CognitoIdentity({ ...common, region, maxAttempts: 8, ...config }),
      async close() {},
    };
  },
} as const;

const common = { region: "us-east-1", maxAttempts: 1 } as const;

export type TargetName = keyof typeof openers;

/** COGNITO_IDENTITY_TARGET names them: `in-process`, `http`, `aws`; by default the first two. */
export const targetNames = (process.env.COGNITO_IDENTITY_TARGET ?? "in-process,http").split(",") as TargetName[];

export const openTarget = (name: TargetName): Promise<Target> => openers[name]();

/** What an id token says; the signature is made up. */
export function idToken(provider: string, subject: string, claims: Record<string, unknown> = {}): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const body = { iss: `https://${provider}`, sub: subject, aud: "app", exp, ...claims };
  const content = `${part({ alg: "RS256", kid: "one" })}.${part(body)}`;
  return `${content}.${createHmac("sha256", "made up").update(content).digest("base64url")}`;
}

/** The name and the text of the error that a call ends with. */
export async function failure(call: Promise<unknown>): Promise<{ name: string; message: string; status?: number }> {
  try {
    await call;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return { name, message, status: $metadata?.httpStatusCode };
  }
  throw new Error("The call succeeded.");
}

/** A request to an operation as it goes over the wire, without a signature. */
export const rawRequest = (operation: string, input: unknown, headers: Record<string, string> = {}): LocalRequest => ({
  method: "POST",
  path: "/",
  headers: {
    host: "127.0.0.1",
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `AWSCognitoIdentityService.${operation}`,
    ...headers,
  },
  body: typeof input === "string" ? input : JSON.stringify(input),
});

export type { LocalRequest, LocalResponse };
