import type { Context } from "../../context";
import type { Lifecycle } from "../../lifecycle";

/**
 * Keeps a deletion from undoing what the same update has made. A resource that was renamed in the program, or is
 * replaced by force, is created first and its predecessor deleted after it; where both stand for one object of the
 * service, the deletion would take it away from its new owner.
 */
export function spareWanted(lifecycle: Lifecycle): Lifecycle {
  const wanted = new WeakMap<Context, Set<string>>();
  const want = (context: Context, id: string) => {
    wanted.set(context, (wanted.get(context) ?? new Set()).add(id));
  };
  return {
    ...lifecycle,
    async diff(context, id, olds, news) {
      const changes = await lifecycle.diff(context, id, olds, news);
      if (!changes.some(({ replaces }) => replaces)) want(context, id);
      return changes;
    },
    async create(context, inputs) {
      const made = await lifecycle.create(context, inputs);
      want(context, made.id);
      return made;
    },
    async delete(context, id, state) {
      if (wanted.get(context)?.has(id)) {
        context.log("info", `${lifecycle.name} ${id} is left as it is, for another resource of the stack has it now.`);
        return;
      }
      await lifecycle.delete(context, id, state);
    },
  };
}
