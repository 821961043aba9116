import { diffProperties, type Values } from "../../properties";
import type { Layer, Resource } from "../../resource";
import { PartialFailure } from "../../resource-error";

/** Makes a failed update record what it has changed all the same. */
export const recordTrueState: Layer = (resource) => ({
  ...resource,
  async update(request) {
    try {
      return await resource.update(request);
    } catch (error) {
      if (error instanceof PartialFailure || !(error instanceof Error)) throw error;
      const found = await resource.read(request).catch(() => undefined);
      throw found && differs(resource, request.state, found.state) ? new PartialFailure(found, error) : error;
    }
  },
});

const differs = ({ definition: { inputs, outputs } }: Resource, olds: Values, news: Values): boolean =>
  diffProperties({ ...inputs, ...outputs }, olds, news).length > 0;
