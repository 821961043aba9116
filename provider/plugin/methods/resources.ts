import {
  CheckFailure,
  CheckRequest,
  CheckResponse,
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type DiffRequest,
  DiffResponse,
  PropertyDiff,
  type ReadRequest,
  ReadResponse,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { ResourceDefinition } from "../../define";
import type { AutoNaming } from "../../lifecycle";
import type { Values } from "../../properties";
import { inputsFound, inputsSetBefore, splitShellProperties } from "../../recorded-properties";
import { type Difference, detailedDiff } from "../detailed-diff";
import { namesSet, ownState } from "../foreign-state";
import { completeInputs, previewState } from "../preview";
import type { CallSecrets } from "../secrets";
import { seededRandom } from "../seeded-random";
import type { Session } from "../session";
import { fromStruct, toStruct } from "../struct";
import { resourceOf } from "../subject";

type Struct = Parameters<typeof fromStruct>[0];

const stateIn = (definition: ResourceDefinition, struct: Struct, id?: string): Values =>
  ownState(definition, fromStruct(struct), id);

/** The names of the inputs that the program set before; where the dynamic shell noted them, that is more exact. */
function setBeforeIn(definition: ResourceDefinition, outputs: Struct, inputs: Struct): readonly string[] | undefined {
  return inputsSetBefore(definition, fromStruct(outputs)) ?? (inputs && namesSet(fromStruct(inputs)));
}

const recordable = ({ inputs, outputs }: ResourceDefinition, values: Values, secrets: CallSecrets) =>
  toStruct(secrets.mark({ ...inputs, ...outputs }, values));

function autoNamingIn(message: CheckRequest): AutoNaming | undefined {
  const options = message.getAutonaming();
  if (!options) return undefined;
  const { DISABLE, ENFORCE } = CheckRequest.AutonamingOptions.Mode;
  if (options.getMode() === DISABLE) return "disabled";
  return { proposed: options.getProposedName(), isFixed: options.getMode() === ENFORCE };
}

const kinds = {
  add: [PropertyDiff.Kind.ADD, PropertyDiff.Kind.ADD_REPLACE],
  update: [PropertyDiff.Kind.UPDATE, PropertyDiff.Kind.UPDATE_REPLACE],
  delete: [PropertyDiff.Kind.DELETE, PropertyDiff.Kind.DELETE_REPLACE],
} as const;

function propertyDiff({ kind, replaces }: Difference): PropertyDiff {
  const diff = new PropertyDiff();
  diff.setKind(kinds[kind][replaces ? 1 : 0]);
  return diff;
}

export function checkFailure(reason: string): CheckFailure {
  const failure = new CheckFailure();
  // The engine prints the value of a property that it is told of, and that may be a secret: the reason names it.
  failure.setReason(reason);
  return failure;
}

/** The protocol's methods about resources. */
export const resourceMethods = (session: Session) => ({
  async check(message: CheckRequest): Promise<CheckResponse> {
    const subject = resourceOf(message.getUrn());
    const { resource } = subject;
    return session.run({ subject, sent: [message.getNews()] }, async (request, secrets) => {
      const seed = message.getRandomseed_asU8();
      const { random } = request.context;
      const context = { ...request.context, random: seed.length > 0 ? seededRandom(seed) : random };
      const [inputs] = splitShellProperties(fromStruct(message.getNews()));
      const state = stateIn(resource.definition, message.getOlds());
      const autoNaming = autoNamingIn(message);
      const checked = await resource.check({ ...request, context, autoNaming, inputs, state });
      const response = new CheckResponse();
      const { definition } = resource;
      response.setInputs(recordable(definition, completeInputs(definition, checked.inputs), secrets));
      const failures = secrets.inputs.hideInFailures(checked.failures);
      response.setFailuresList(failures.map(({ property, reason }) => checkFailure(`${property} ${reason}`)));
      return response;
    });
  },

  async diff(message: DiffRequest): Promise<DiffResponse> {
    const subject = resourceOf(message.getUrn());
    return session.run({ subject, sent: [message.getNews()] }, async (request) => {
      const { resource } = subject;
      const state = stateIn(resource.definition, message.getOlds(), message.getId());
      const inputs = fromStruct(message.getNews());
      const setBefore = setBeforeIn(resource.definition, message.getOlds(), message.getOldInputs());
      const changes = await resource.diff({ ...request, id: message.getId(), state, setBefore, inputs });
      const response = new DiffResponse();
      const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
      response.setChanges(changes.length === 0 ? DIFF_NONE : DIFF_SOME);
      response.setDiffsList(changes.map(({ property }) => property));
      response.setReplacesList(changes.filter(({ replaces }) => replaces).map(({ property }) => property));
      response.setHasdetaileddiff(true);
      for (const difference of detailedDiff(resource.definition.inputs, changes, state, inputs)) {
        response.getDetaileddiffMap().set(difference.path, propertyDiff(difference));
      }
      return response;
    });
  },

  async create(message: CreateRequest): Promise<CreateResponse> {
    const subject = resourceOf(message.getUrn());
    const { resource } = subject;
    const sent = [message.getProperties()];
    const call = { subject, sent, timeout: message.getTimeout(), preview: message.getPreview() };
    return session.run(call, async (request, secrets) => {
      const inputs = fromStruct(message.getProperties());
      const { id, state } = request.preview
        ? { id: "", state: previewState(resource.definition, inputs) }
        : await resource.create({ ...request, inputs });
      const response = new CreateResponse();
      response.setId(id);
      response.setProperties(recordable(resource.definition, state, secrets));
      response.setRefreshBeforeUpdate(resource.definition.readFirst ?? false);
      return response;
    });
  },

  async read(message: ReadRequest): Promise<ReadResponse> {
    const subject = resourceOf(message.getUrn());
    const { resource } = subject;
    const sent = [message.getProperties(), message.getInputs()];
    return session.run({ subject, sent, timeout: message.getTimeout() }, async (request, secrets) => {
      const { definition } = resource;
      const state = stateIn(definition, message.getProperties(), message.getId());
      const found = await resource.read({ ...request, id: message.getId(), state });
      const response = new ReadResponse();
      // An answer without an id says that there is no such object.
      if (!found) return response;
      response.setId(found.id);
      response.setRefreshBeforeUpdate(definition.readFirst ?? false);
      response.setProperties(recordable(definition, found.state, secrets));
      // What is looked up or imported has no inputs yet.
      const setBefore =
        namesSet(fromStruct(message.getInputs())).length > 0
          ? setBeforeIn(definition, message.getProperties(), message.getInputs())
          : undefined;
      const inputs = inputsFound(definition, found.state, state, setBefore);
      response.setInputs(recordable(definition, inputs, secrets));
      return response;
    });
  },

  async update(message: UpdateRequest): Promise<UpdateResponse> {
    const subject = resourceOf(message.getUrn());
    const { resource } = subject;
    const sent = [message.getNews()];
    const call = { subject, sent, timeout: message.getTimeout(), preview: message.getPreview() };
    return session.run(call, async (request, secrets) => {
      const state = stateIn(resource.definition, message.getOlds(), message.getId());
      const inputs = fromStruct(message.getNews());
      const setBefore = setBeforeIn(resource.definition, message.getOlds(), message.getOldInputs());
      const updated = request.preview
        ? previewState(resource.definition, inputs, { state, setBefore })
        : await resource.update({ ...request, id: message.getId(), state, setBefore, inputs });
      const response = new UpdateResponse();
      response.setProperties(recordable(resource.definition, updated, secrets));
      response.setRefreshBeforeUpdate(resource.definition.readFirst ?? false);
      return response;
    });
  },

  async delete(message: DeleteRequest): Promise<Empty> {
    const subject = resourceOf(message.getUrn());
    const call = { subject, sent: [message.getProperties()], timeout: message.getTimeout() };
    return session.run(call, async (request) => {
      const { resource } = subject;
      const state = stateIn(resource.definition, message.getProperties(), message.getId());
      await resource.delete({ ...request, id: message.getId(), state });
      return new Empty();
    });
  },
});
