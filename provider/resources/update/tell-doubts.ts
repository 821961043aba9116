import type { Request } from "../../lifecycle";
import { CognitoIdentityError } from "../../model/errors";
import type { Layer, Resource } from "../../resource";

/**
 * Tells what a check is not certain of, since another part of the update may still make it right: a preview must not refuse
 * what the update would do. Where the service refuses it then, its error comes with what the check has found.
 */
export const tellDoubts: Layer = (resource) => ({
  ...resource,
  async check(request) {
    const checked = await resource.check(request);
    const { log, update } = request.context;
    const texts = checked.doubts.map(({ property, reason }) => `${property} ${reason}`);
    update.noteDoubts(keyOf(resource, request), texts);
    for (const text of texts) {
      log(
        "warning",
        `${request.name ?? resource.definition.name}: ${text}. Unless that changes first, it will be refused.`,
      );
    }
    return checked;
  },
  create: (request) => explained(resource, request, resource.create(request)),
  update: (request) => explained(resource, request, resource.update(request)),
});

const keyOf = ({ definition }: Resource, { urn, name }: Request): string => urn ?? `${definition.name} ${name}`;

async function explained<T>(resource: Resource, request: Request, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const doubts = request.context.update.doubtsOf(keyOf(resource, request));
    if (!(error instanceof CognitoIdentityError) || doubts.length === 0) throw error;
    throw new CognitoIdentityError({ ...error, cause: error, message: `${error.message} (${doubts.join("; ")})` });
  }
}
