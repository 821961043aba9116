import type { Layer } from "../../resource";

/**
 * Keeps a deletion from undoing what the same update has made. A resource that was renamed in the program, or is
 * replaced by force, is created first and its predecessor deleted after it; where both stand for one object of the
 * service, the deletion would take it away from its new owner.
 */
export const spareWanted: Layer = (resource) => {
  const { name } = resource.definition;
  const key = (id: string) => `${name} ${id}`;
  return {
    ...resource,
    async diff(request) {
      const changes = await resource.diff(request);
      if (!changes.some(({ replaces }) => replaces)) request.context.update.want(key(request.id));
      return changes;
    },
    async create(request) {
      const made = await resource.create(request);
      request.context.update.want(key(made.id));
      return made;
    },
    async delete(request) {
      const { context, id } = request;
      if (!context.update.wants(key(id))) return resource.delete(request);
      context.log("info", `${name} ${id} is kept, as another resource of the stack has it now.`);
    },
  };
};
