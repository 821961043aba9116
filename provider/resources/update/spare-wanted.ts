import type { Request } from "../../lifecycle";
import type { Layer } from "../../resource";

/**
 * Keeps a deletion from undoing what the same update has made. A resource that was renamed in the program, or is
 * replaced by force, is created first and its predecessor deleted after it; where both stand for one object of the
 * service, the deletion would take it away from its new owner.
 */
export const spareWanted: Layer = (resource) => {
  const { name: kind } = resource.definition;
  const key = (id: string) => `${kind} ${id}`;
  const nameOf = ({ urn, name = "" }: Request) => `${kind} ${urn ?? name}`;
  return {
    ...resource,
    async check(request) {
      // The engine checks what it replaces once more, without the state; a deletion that comes first has to happen.
      if (Object.keys(request.state).length === 0) request.context.update.unwant(nameOf(request));
      return resource.check(request);
    },
    async diff(request) {
      const changes = await resource.diff(request);
      if (!changes.some(({ replaces }) => replaces)) request.context.update.want(key(request.id), nameOf(request));
      return changes;
    },
    async create(request) {
      const made = await resource.create(request);
      request.context.update.want(key(made.id), nameOf(request));
      return made;
    },
    async delete(request) {
      const { context, id } = request;
      if (!context.update.wants(key(id))) return resource.delete(request);
      context.log("info", `${kind} ${id} is kept, as another resource of the stack has it now.`);
    },
  };
};
