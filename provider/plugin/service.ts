import type { handleUnaryCall, ServiceError, UntypedServiceImplementation } from "@grpc/grpc-js";
import { showError } from "../show-error";
import { callFailure } from "./failure";
import { configMethods } from "./methods/config";
import { functionMethods } from "./methods/functions";
import { resourceMethods } from "./methods/resources";
import type { Session } from "./session";

type Method = (message: never) => Promise<unknown>;

/** Pulumi's provider protocol; a method that is not here answers that it is not implemented. */
export function createService(session: Session): UntypedServiceImplementation {
  const methods = { ...configMethods(session), ...resourceMethods(session), ...functionMethods(session) };
  return Object.fromEntries(Object.entries<Method>(methods).map(([name, method]) => [name, unary(name, method)]));
}

const unary =
  (name: string, method: Method): handleUnaryCall<unknown, unknown> =>
  ({ request }, callback) => {
    method(request as never).then(
      (response) => callback(null, response),
      (error) => callback(isCallFailure(error) ? error : callFailure(showError(error, name))),
    );
  };

const isCallFailure = (error: unknown): error is ServiceError => error instanceof Error && "metadata" in error;
