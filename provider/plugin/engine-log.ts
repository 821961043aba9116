import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

const severities = { info: LogSeverity.INFO, warning: LogSeverity.WARNING } as const;

/** The messages of the engine that called, beside the resources that they are about. */
export class EngineLog {
  readonly #client: EngineClient;
  readonly #sending = new Set<Promise<void>>();

  constructor(address: string) {
    this.#client = new EngineClient(address, credentials.createInsecure());
  }

  /** Ephemeral messages are shown while the operation lasts. */
  write(severity: "info" | "warning", message: string, { urn = "", ephemeral = false } = {}): void {
    const request = new LogRequest();
    request.setSeverity(severities[severity]);
    request.setMessage(message);
    request.setUrn(urn);
    request.setEphemeral(ephemeral);
    const sent = new Promise<void>((resolve) => {
      // A message that is lost is no reason to fail.
      this.#client.log(request, () => resolve());
    }).finally(() => this.#sending.delete(sent));
    this.#sending.add(sent);
  }

  /** Waits for what was written to arrive: the engine ends the process as soon as it has its answers. */
  async flush(): Promise<void> {
    await Promise.all(this.#sending);
  }

  close(): void {
    this.#client.close();
  }
}
