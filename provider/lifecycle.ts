import type { Context } from "./context";
import type { DraftOf, InputsOf, ResourceDefinition, StateOf } from "./define";
import type { Change, CheckFailure, Values } from "./properties";
import type { PoolSettings } from "./this-update";

/** What every operation of the engine is given. */
export interface Request {
  /** The resource's name in the program, as far as the shell knows it. */
  readonly name?: string | undefined;
  /** The resource's URN, as far as the shell knows it. */
  readonly urn?: string | undefined;
  /** Clients, settings and time; once `signal` is aborted, its calls and waits end. */
  readonly context: Context;
  /** Nothing may be changed in the service. */
  readonly preview?: boolean | undefined;
  /** Aborted when the person at the terminal cancels, or when the time is over. */
  readonly signal?: AbortSignal | undefined;
  /** How long the operation may take, in milliseconds; undefined when the program does not say. */
  readonly timeout?: number | undefined;
  /** Tells the person at the terminal how far a long operation has come. */
  readonly progress?: ((message: string) => void) | undefined;
}

/** A pool that the same program declares, and that may not exist yet. */
export interface DeclaredPool {
  /** The name of its resource. */
  readonly name: string;
  readonly region?: string | undefined;
  readonly settings: PoolSettings;
}

/** What the stack's config says of automatic names: there are none, or the one that it proposes. */
export type AutoNaming =
  | "disabled"
  | {
      readonly proposed: string;
      /** It must be this very name; otherwise it may be made to fit. */
      readonly isFixed: boolean;
    };

export interface CheckRequest<Inputs, State> extends Request {
  /** Undefined where the provider names things as it does by default. */
  readonly autoNaming?: AutoNaming | undefined;
  /** The pool that `identityPoolId` will be of, where the id itself is not known yet. */
  readonly pool?: DeclaredPool | undefined;
  /** What the program says; in `Lifecycle.check` only properties whose types are right. */
  readonly inputs: Inputs;
  /** The inputs recorded before; empty for a new resource. */
  readonly state: State;
}

export interface DiffRequest<Inputs, State> extends Request {
  readonly id: string;
  readonly state: State;
  /** The names of the inputs that the program set before, where the shell knows them. */
  readonly setBefore?: readonly string[] | undefined;
  /** Checked inputs. */
  readonly inputs: Inputs;
}

export interface CreateRequest<Inputs> extends Request {
  readonly inputs: Inputs;
}

export interface ReadRequest<State> extends Request {
  readonly id: string;
  /** Empty when only the id is known. */
  readonly state: State;
}

export type UpdateRequest<Inputs, State> = DiffRequest<Inputs, State>;

export interface DeleteRequest<State> extends Request {
  readonly id: string;
  readonly state: State;
}

export interface ListRequest extends Request {
  /** The pool in which is listed; empty where pools themselves are. */
  readonly identityPoolId: string;
}

/** One of many objects, as a list shows it. */
export interface Listed {
  readonly id: string;
  /** What people know it by. */
  readonly name: string;
}

/** What a check completes and finds. */
export interface Checked {
  /** What is known of the inputs before anything exists, to be laid over those of the program. */
  readonly inputs?: Values;
  readonly failures: readonly CheckFailure[];
  /** What is wrong as things are now, and may be right by the time when the service is asked. */
  readonly doubts?: readonly CheckFailure[];
}

export interface Recorded<State = Values> {
  readonly id: string;
  /** The inputs under their own names, and the outputs. */
  readonly state: State;
}

/** One kind of resource, as plain functions over plain data: no Pulumi here, so that every shell shares it. */
export type Lifecycle<D extends ResourceDefinition> = LifecycleOver<InputsOf<D>, DraftOf<D>, StateOf<D>>;

/** A lifecycle over checked inputs, inputs that may not be known yet, and states of some types. */
export interface LifecycleOver<Inputs, Draft, State> {
  /** Completes the inputs with what can be known before anything exists, and finds what their shapes can't tell. */
  check(request: CheckRequest<Draft, Partial<Inputs>>): Promise<Checked> | Checked;
  /**
   * Tells what an update would change; by default, each input whose value differs. Throws when a replacement must not
   * happen.
   */
  diff?(request: DiffRequest<Draft, State>): Promise<Change[]> | Change[];
  create(request: CreateRequest<Inputs>): Promise<Recorded<State>>;
  /** The state of what exists, or the part of it that is settled after a failure; undefined when nothing exists. */
  read(request: ReadRequest<Partial<State>>): Promise<Recorded<Partial<State>> | undefined>;
  /** Answers the new state. */
  update(request: UpdateRequest<Inputs, State>): Promise<State>;
  /** Succeeds, too, when the object is already gone. */
  delete(request: DeleteRequest<State>): Promise<void>;
  /** All that exist, whoever made them, each as soon as it is read. */
  list?(request: ListRequest): AsyncIterable<Listed>;
}
