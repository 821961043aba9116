import { type ClientOptions, CognitoIdentityClient } from "../../provider/client";
import { localCredentials } from "../../provider/model/local";
import type { Faults } from "../control/faults";
import type { Seed } from "../control/seed";
import type { ServiceClock } from "../control/service-clock";
import { type ServerOptions, startServer } from "../hosts/http";
import { createHandler, type LocalHandler } from "../hosts/in-process";
import type { RequestRecord } from "../options";
import type { Snapshot } from "../store";

export interface StartOptions
  extends Pick<
    ServerOptions,
    "port" | "faults" | "now" | "loginKeys" | "issuer" | "limits" | "allowedOrigins" | "warn"
  > {
  /** Pools and identities to begin with, with ids of your choice, as in the file of `--seed`; none by default. */
  readonly seed?: Seed | undefined;
  /** The SQLite file; by default the data is in memory, and gone after `close`. */
  readonly db?: string | undefined;
  /** The region of `client()` where it is given none; by default `us-east-1`. The service itself has all regions. */
  readonly region?: string | undefined;
}

/** A local service that runs, and what a test wants of it. */
export interface RunningLocalService {
  /** For example `http://127.0.0.1:54321`: the endpoint for any AWS SDK, in any language. */
  readonly endpoint: string;
  readonly port: number;
  readonly region: string;
  /** The access key that requests are signed with, of account 000000000000. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** The `requestHandler` by which a client of the AWS SDK for JavaScript reaches the service without a port. */
  readonly handler: LocalHandler;
  /** The failures that are caused on purpose: `add`, `list` and `clear`. */
  readonly faults: Pick<Faults, "add" | "list" | "clear">;
  /** The time of the service: `now`, `moveBy` (milliseconds), `moveTo` and `reset`. */
  readonly clock: Pick<ServiceClock, "now" | "moveBy" | "moveTo" | "reset">;
  /** A client of the service; `close` closes it. */
  client(options?: ClientOptions): CognitoIdentityClient;
  /** The calls of operations since the start or the last `reset`, the oldest first; the last 10,000. */
  calls(): RequestRecord[];
  /** Begins anew: the seed and the first faults, no other data, no calls, and the time of the start. */
  reset(): Promise<void>;
  /** All pools, identities, logins and tag maps, as plain data. */
  snapshot(): Snapshot;
  /** Puts a snapshot in the place of all that is there. */
  restore(snapshot: Snapshot): Promise<void>;
  /** Stops the service. */
  close(): Promise<void>;
}

/**
 * Starts the local Amazon Cognito Identity in this process, for tests: over HTTP on 127.0.0.1, on a free port where none is
 * given, and by `handler` without a port.
 * @throws TypeError for a seed or a fault that is wrong; the error of the system where the port can't be had.
 * @example
 * const service = await startLocalService({ seed: { IdentityPools: [pool] } });
 * const client = service.client();
 * after(() => service.close());
 */
export async function startLocalService(options: StartOptions = {}): Promise<RunningLocalService> {
  const { db = ":memory:", region = "us-east-1" } = options;
  const server = await startServer({ ...options, db, prepare: (service) => service.seed() });
  const { url: endpoint, port, service } = server;
  const clients: CognitoIdentityClient[] = [];
  return {
    endpoint,
    port,
    region,
    credentials: localCredentials,
    handler: createHandler(service, () => {}),
    faults: service.faults,
    clock: service.clock,
    client(given) {
      const client = new CognitoIdentityClient({ region, endpoint, credentials: localCredentials, ...given });
      clients.push(client);
      return client;
    },
    calls: () => service.calls.list(),
    reset: () => service.reset(),
    snapshot: () => service.store.snapshot(),
    restore: (snapshot) => service.store.write(() => service.store.restore(snapshot)),
    async close() {
      for (const client of clients) client.destroy();
      await server.close();
    },
  };
}
