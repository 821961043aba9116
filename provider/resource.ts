import { type Context, cancelledBy } from "./context";
import type { ResourceDefinition } from "./define";
import type {
  CheckRequest,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  Lifecycle,
  LifecycleOver,
  Listed,
  ListRequest,
  ReadRequest,
  Recorded,
  Request,
  UpdateRequest,
} from "./lifecycle";
import { isServiceId, regionOf } from "./model/ids";
import {
  type Change,
  type CheckFailure,
  checkProperties,
  diffProperties,
  type Findings,
  readState,
  type Values,
  withoutNulls,
  withoutUndefined,
} from "./properties";
import { ResourceError } from "./resource-error";
import { showFailures } from "./show-failures";
import { isUnknown } from "./unknown";

/** One kind of resource as a shell serves it: its definition, and its lifecycle over data of any kind. */
export interface Resource {
  readonly definition: ResourceDefinition;
  /** Completes inputs, and reports all that is wrong with them at once. */
  check(request: CheckRequest<Values, Values>): Promise<Findings & { readonly inputs: Values }>;
  diff(request: DiffRequest<Values, Values>): Promise<Change[]>;
  create(request: CreateRequest<Values>): Promise<Recorded>;
  read(request: ReadRequest<Values>): Promise<Recorded | undefined>;
  update(request: UpdateRequest<Values, Values>): Promise<Values>;
  delete(request: DeleteRequest<Values>): Promise<void>;
  readonly list?: ((request: ListRequest) => AsyncIterable<Listed>) | undefined;
}

/** What a resource adds to the one below it, for example that a failed update records what it changed. */
export type Layer = (resource: Resource) => Resource;

/** Joins a definition and its lifecycle. */
export function createResource<const D extends ResourceDefinition>(definition: D, lifecycle: Lifecycle<D>): Resource {
  // The one place where types end: shells hand over what the engine sends, and `check` lets only right types through.
  const untyped = lifecycle as unknown as LifecycleOver<Values, Values, Values>;
  const { list } = untyped;
  return {
    definition,
    async check(request) {
      const { failures, usable } = checkProperties(definition, request.inputs);
      const place = await checkPlace(request.context, usable);
      const { usable: state } = readState(definition, request.state);
      const checked = await untyped.check(scoped({ ...request, inputs: usable, state }));
      return {
        inputs: withoutUndefined({ ...request.inputs, ...checked.inputs }),
        failures: showFailures([...failures, ...place, ...checked.failures]),
        doubts: showFailures(checked.doubts ?? []),
      };
    },
    async diff(request) {
      const readable = trusted(definition, plain(request));
      return untyped.diff?.(scoped(readable)) ?? diffProperties(definition.inputs, readable.state, readable.inputs);
    },
    create: async (request) => recorded(await untyped.create(scoped(plain(request)))),
    async read(request) {
      const { usable: state } = readState(definition, request.state);
      const found = await untyped.read(scoped({ ...request, state }));
      return found && recorded(found);
    },
    update: async (request) => withoutUndefined(await untyped.update(scoped(trusted(definition, plain(request))))),
    delete: async (request) => untyped.delete(scoped(trusted(definition, request))),
    list: list && ((request) => list(scoped(request))),
  };
}

/** Checks the settings, and the region in which the resource will be, as far as it is known. */
async function checkPlace(context: Context, { region, identityPoolId }: Values): Promise<CheckFailure[]> {
  const named = typeof region === "string" && !isUnknown(region) ? region : undefined;
  const reason = named === undefined ? undefined : await context.regionReason(named);
  if (reason !== undefined) return [{ property: "region", reason }];
  await context.checkSettings(named ?? (isServiceId(identityPoolId) ? regionOf(identityPoolId) : undefined));
  return [];
}

/** Leaves out what is null in the inputs, which counts as unset at any depth. */
const plain = <R extends { readonly inputs: Values }>(request: R): R => ({
  ...request,
  inputs: withoutNulls(request.inputs) as Values,
});

/** Refuses a state that this provider can't have recorded, before anything is changed by what it says. */
function trusted<R extends { readonly id: string; readonly state: Values }>(
  definition: ResourceDefinition,
  request: R,
) {
  const { failures, usable } = readState(definition, request.state);
  const [failure] = showFailures(failures);
  if (!failure) return { ...request, state: usable };
  throw new ResourceError(
    "InvalidState",
    `The state of ${definition.name} ${request.id} can't be read: its ${failure.property} ${failure.reason}. ` +
      'A refresh ("pulumi refresh") reads it anew.',
  );
}

const recorded = ({ id, state }: Recorded): Recorded => ({ id, state: withoutUndefined(state) });

/** Makes the calls and waits of a request end with its signal. */
function scoped<R extends Request>(request: R): R {
  return request.signal ? { ...request, context: cancelledBy(request.signal, request.context) } : request;
}
