import { once } from "node:events";
import { type ServerWritableStream, status } from "@grpc/grpc-js";
import { type ListRequest, ListResponse } from "@pulumi/pulumi/proto/provider_pb";
import { isServiceId } from "../../model/ids";
import { callFailure } from "../failure";
import type { Session } from "../session";
import { fromStruct } from "../struct";
import { resourceOfToken } from "../subject";

/** Writes all objects of a kind, each as soon as it is read and no faster than the engine takes them. */
export const list =
  (session: Session) =>
  async (call: ServerWritableStream<ListRequest, ListResponse>): Promise<void> => {
    const { definition, list } = resourceOfToken(call.request.getToken());
    if (!list) throw callFailure(`${definition.name} can't be listed.`, status.UNIMPLEMENTED);
    const limit = call.request.getLimit() || Number.POSITIVE_INFINITY;
    await session.run({ subject: { title: definition.name } }, async (request) => {
      const identityPoolId = poolOf(fromStruct(call.request.getQuery()).identityPoolId, definition.inputs);
      let count = 0;
      for await (const { id, name } of list({ ...request, identityPoolId })) {
        if (call.cancelled || count++ >= limit) return;
        const result = new ListResponse.Result();
        result.setId(id);
        result.setName(name);
        const response = new ListResponse();
        response.setResult(result);
        if (!call.write(response)) await once(call, "drain");
      }
    });
  };

/** The pool to list in; a pool itself is in none. */
function poolOf(given: unknown, inputs: object): string {
  if (!("identityPoolId" in inputs)) return "";
  if (isServiceId(given)) return given;
  const shown = given === undefined ? "" : `, not ${JSON.stringify(given)}`;
  throw callFailure(
    `identityPoolId is required: the id of the pool to list in, REGION:UUID${shown}.`,
    status.INVALID_ARGUMENT,
  );
}
