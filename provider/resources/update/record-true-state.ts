import { diffProperties, overlay, type Values } from "../../properties";
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
      const names = found && namesOfDifferent(resource, request.state, request.inputs);
      // Only of what the update was to change: anything else that differs is no work of it, and a refresh shows it.
      const state = found && names && overlay(request.state, found.state, names);
      if (!state || namesOfDifferent(resource, request.state, state).size === 0) throw error;
      throw new PartialFailure({ id: found.id, state }, error);
    }
  },
});

const namesOfDifferent = ({ definition: { inputs, outputs } }: Resource, olds: Values, news: Values): Set<string> =>
  new Set(diffProperties({ ...inputs, ...outputs }, olds, news).map(({ property }) => property));
