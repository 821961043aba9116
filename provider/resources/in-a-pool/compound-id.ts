import type { ResourceDefinition } from "../../define";
import { explainId, isServiceId } from "../../model/ids";
import { ResourceError } from "../../resource-error";

/**
 * Joins the parts of the id of what has none in the service: the pool's id, and what tells the object apart in there.
 */
export const joinId = (...parts: readonly string[]): string => parts.join("/");

/** Takes an id of the form that a definition says apart; only its last part may hold a `/`. */
export function splitId<const D extends ResourceDefinition>(
  { name, id: form }: D,
  id: string,
): { readonly [K in D["id"][number]]: string } {
  // The AWS provider puts a `:` after the id of the pool, which is REGION:UUID.
  const parts = id.replace(/^([\w-]+:[0-9a-f-]{36}):/, "$1/").split("/");
  const last = parts.splice(form.length - 1).join("/");
  const found = [...parts, last];
  const [pool = ""] = found;
  const isWhole = found.length >= form.length && !found.includes("");
  if (!isWhole || !isServiceId(pool)) {
    throw new ResourceError(
      "InvalidId",
      `The id of ${article(name)} ${name} ${explain(form, id, isWhole ? pool : "")}.`,
    );
  }
  return Object.fromEntries(form.map((part, index) => [part, found[index]])) as { [K in D["id"][number]]: string };
}

/** What is wrong with an id; `pool` is what stands in the place of the pool's id, empty where parts are missing. */
function explain(form: readonly string[], id: string, pool: string): string {
  if (form.length === 1) return explainId("an identity pool", id);
  const sentence = `is ${form.join("/")}, not ${JSON.stringify(id)}`;
  if (/^arn:[^/]*:identitypool\//.test(id)) return `${sentence}: the pool's id stands there without the ARN before it`;
  return pool === "" ? sentence : `${sentence}: ${form[0]} ${explainId("an identity pool", pool)}`;
}

const article = (name: string) => (/^[AEIOU]/.test(name) ? "an" : "a");
