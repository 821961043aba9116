import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { createService } from "./service";
import { Session } from "./session";

// The engine sends whole states at once.
const maxMessageBytes = 400 * 1024 * 1024;

/** The provider on a port of this machine that is free. */
export interface Serving {
  readonly port: number;
  close(): void;
}

/** Serves the provider to an engine, or to any that will attach itself where no address is given. */
export async function serve(engineAddress: string | undefined): Promise<Serving> {
  const session = new Session();
  if (engineAddress !== undefined) session.attach(engineAddress);
  const server = new Server({
    "grpc.max_receive_message_length": maxMessageBytes,
    "grpc.max_send_message_length": maxMessageBytes,
  });
  server.addService(ResourceProviderService, createService(session));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    port,
    close() {
      server.forceShutdown();
      session.close();
    },
  };
}
