import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { Recorded } from "../lifecycle";
import { toStruct } from "./struct";

/** A call's failure as the protocol carries it; the engine shows the message. */
export const callFailure = (message: string, code: status = status.UNKNOWN, metadata?: Metadata): ServiceError =>
  Object.assign(new Error(message), { code, details: message, metadata: metadata ?? new Metadata() });

export const isCallFailure = (error: unknown): error is ServiceError => error instanceof Error && "metadata" in error;

/** The failure of a call that left an object as it should not be: the engine records it, and the next update repairs it. */
export function partialFailure(message: string, { id, state }: Recorded, readFirst = false): ServiceError {
  const detail = new ErrorResourceInitFailed();
  detail.setId(id);
  detail.setProperties(toStruct(state));
  detail.setReasonsList([message]);
  detail.setRefreshBeforeUpdate(readFirst);
  const any = new Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const carrier = new Status();
  carrier.setCode(status.UNKNOWN);
  carrier.setMessage(message);
  carrier.setDetailsList([any]);
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(carrier.serializeBinary()));
  return callFailure(message, status.UNKNOWN, metadata);
}
