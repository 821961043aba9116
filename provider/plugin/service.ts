import type {
  handleServerStreamingCall,
  handleUnaryCall,
  ServerWritableStream,
  ServiceError,
  UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { showError } from "../show-error";
import { callFailure, isCallFailure } from "./failure";
import { configMethods } from "./methods/config";
import { functionMethods } from "./methods/functions";
import { list } from "./methods/list";
import { resourceMethods } from "./methods/resources";
import type { Session } from "./session";

type Method = (message: never) => Promise<unknown>;

/** Pulumi's provider protocol; a method that is not here answers that it is not implemented. */
export function createService(session: Session): UntypedServiceImplementation {
  const methods = { ...configMethods(session), ...resourceMethods(session), ...functionMethods(session) };
  const unaries = Object.entries<Method>(methods).map(([name, method]) => [name, unary(name, method)]);
  return { ...Object.fromEntries(unaries), list: streaming("list", list(session)) };
}

const unary =
  (name: string, method: Method): handleUnaryCall<unknown, unknown> =>
  ({ request }, callback) => {
    method(request as never).then(
      (response) => callback(null, response),
      (error) => callback(asFailure(error, name)),
    );
  };

const streaming =
  <Q, A>(name: string, method: (call: ServerWritableStream<Q, A>) => Promise<void>): handleServerStreamingCall<Q, A> =>
  (call) => {
    method(call).then(
      () => call.end(),
      (error) => call.emit("error", asFailure(error, name)),
    );
  };

const asFailure = (error: unknown, name: string): ServiceError =>
  isCallFailure(error) ? error : callFailure(showError(error, name));
