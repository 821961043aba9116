import { diffShapes, type Lifecycle, PartialFailure, type Properties } from "../../lifecycle";
import { map, string } from "../../model/shapes";

/** Makes a failed update record what it has changed all the same. */
export function recordTrueState(lifecycle: Lifecycle): Lifecycle {
  return {
    ...lifecycle,
    async update(context, id, olds, news) {
      try {
        return await lifecycle.update(context, id, olds, news);
      } catch (error) {
        if (error instanceof PartialFailure) throw error;
        const found = await lifecycle.read(context, id, olds).catch(() => undefined);
        throw found && differs(lifecycle, olds, found.state) ? new PartialFailure(found, error) : error;
      }
    },
  };
}

function differs({ inputs, outputs }: Lifecycle, olds: Properties, news: Properties): boolean {
  const extra = Object.fromEntries(outputs.map((name) => [name, { shape: map(string(), string()) }]));
  return diffShapes({ ...inputs, ...extra }, olds, news).length > 0;
}
