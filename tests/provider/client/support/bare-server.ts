import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

export interface Received {
  readonly method?: string;
  readonly path?: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Milliseconds before it is sent. */
  readonly delay?: number;
}

/** What a bare HTTP server answers to the nth request. */
export type Respond = (request: Received, index: number) => Reply;

export interface BareServer {
  readonly url: string;
  readonly received: Received[];
  /** How many connections were made. */
  connections(): number;
  respond: Respond;
  close(): Promise<void>;
}

/** An HTTP server that knows nothing of Cognito: it keeps what it receives and answers what it is told. */
export async function startBareServer(
  respond: Respond = () => poolReply,
  { secure = false, certificate = ofItself }: { secure?: boolean; certificate?: () => Certificate } = {},
): Promise<BareServer> {
  let connections = 0;
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const { method, url: path, headers } = request;
      const received = { method, path, headers, body: Buffer.concat(chunks).toString() };
      const {
        status = 200,
        headers: answer,
        body = "",
        delay = 0,
      } = bare.respond(received, bare.received.push(received) - 1);
      const reply = () => {
        response.writeHead(status, { "content-type": "application/x-amz-json-1.1", ...answer });
        response.end(body);
      };
      if (delay > 0) setTimeout(reply, delay).unref();
      else reply();
    });
  };
  const server = secure ? createSecureServer(certificate(), listener) : createServer(listener);
  server.on("connection", () => connections++);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const bare: BareServer = {
    url: `http${secure ? "s" : ""}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: [],
    connections: () => connections,
    respond,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return bare;
}

const fixture = (name: string) => join(__dirname, "..", "fixtures", name);

interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
}

const read = (name: string): Certificate => ({
  cert: readFileSync(fixture(`${name}-cert.pem`)),
  key: readFileSync(fixture(`${name}-key.pem`)),
});

/** Signed by itself, for 127.0.0.1, and good for nothing but these tests. */
export const certificateFile = fixture("tls-cert.pem");
const ofItself = () => read("tls");

/** The authority of `ofAws`. */
export const authorityFile = fixture("authority.pem");
/** For the hosts of AWS in eu-west-1, single sign-on in us-west-2 and `proxy.example.com`; of an authority of these tests. */
export const ofAws = () => read("aws");

/** A pool with the members that the service always gives. */
export const pool = { IdentityPoolId: "eu-west-1:1", IdentityPoolName: "p", AllowUnauthenticatedIdentities: false };
export const poolReply: Reply = { body: JSON.stringify(pool) };

/** An error as the service words it. */
export const errorReply = (code: string, message = "m", status = 400, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { "x-amzn-requestid": "request-1", ...headers },
  body: JSON.stringify({ __type: code, message }),
});
