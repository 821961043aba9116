import { didYouMean } from "../../provider/model/nearest";
import { printable, shorten } from "../../provider/model/printable";
import type { LocalRequest } from "../wire/request";
import type { Calls } from "./calls";
import type { Fault, Faults } from "./faults";
import type { ServiceClock } from "./service-clock";

/** The path of the admin API, which is for tests. AWS has no such path. */
export const adminPrefix = "/_local/";

/** What the admin API shows and changes. */
export interface Adjustable {
  readonly faults: Faults;
  readonly clock: ServiceClock;
  readonly calls: Calls;
  /** Begins anew: the seed and the first faults, no calls, and the time of the base clock. */
  reset(): Promise<void>;
  /** Notes all that callers have made, and answers the number by which it is restored. */
  snapshot(): number;
  /** Puts back what was there at a snapshot; false when there is none of that number. */
  restore(snapshot: number): Promise<boolean>;
}

interface AdminAnswer {
  readonly status: number;
  readonly body: unknown;
}

const problem = (status: number, message: string): AdminAnswer => ({ status, body: { message } });

/** Answers a request of the admin API. Requests of web pages are refused: they could change a test's faults and clock. */
export async function administer(
  adjustable: Adjustable,
  { method, path, headers, body }: LocalRequest,
): Promise<AdminAnswer> {
  if (headers.origin) return problem(403, "The admin API is not for web pages.");
  const [resource = "", id] = path.slice(adminPrefix.length).split("/");
  const route = routes[`${method} ${resource}`];
  if (!route)
    return problem(
      404,
      `Use ${Object.keys(routes)
        .map((one) => one.replace(" ", ` ${adminPrefix}`))
        .join(", ")}.`,
    );
  try {
    return { status: 200, body: await route(adjustable, () => parse(body), id) };
  } catch (error) {
    return problem(400, shorten(printable((error as Error).message), 1024));
  }
}

type Route = (adjustable: Adjustable, input: () => Record<string, unknown>, id?: string) => unknown;

const routes: Readonly<Record<string, Route>> = {
  "GET faults": ({ faults }) => ({ faults: faults.list() }),
  "POST faults": ({ faults }, input) => ({ id: faults.add(input() as unknown as Fault) }),
  "DELETE faults": ({ faults }, _input, id) => {
    faults.clear(id === undefined ? undefined : Number(id));
    return { faults: faults.list() };
  },
  "GET clock": ({ clock }) => describeClock(clock),
  "PUT clock": ({ clock }, input) => {
    const { now, moveBy, ...others } = input();
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) throw new TypeError(`There is no ${unknown}; ${didYouMean(unknown, ["now", "moveBy"])}`);
    if (typeof now === "string" && !Number.isNaN(Date.parse(now))) clock.moveTo(new Date(now));
    else if (Number.isFinite(moveBy)) clock.moveBy(Number(moveBy) * 1000);
    else throw new TypeError('Give {"moveBy": SECONDS} or {"now": "2030-01-01T00:00:00Z"}.');
    return describeClock(clock);
  },
  "DELETE clock": ({ clock }) => {
    clock.reset();
    return describeClock(clock);
  },
  "GET calls": ({ calls }) => ({ calls: calls.list() }),
  "DELETE calls": ({ calls }) => {
    calls.clear();
    return { calls: [] };
  },
  "POST reset": async ({ reset }) => {
    await reset();
    return {};
  },
  "POST snapshot": ({ snapshot }) => ({ snapshot: snapshot() }),
  "POST restore": async ({ restore }, input) => {
    const { snapshot, ...others } = input();
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) throw new TypeError(`There is no ${unknown}; ${didYouMean(unknown, ["snapshot"])}`);
    if (typeof snapshot !== "number")
      throw new TypeError('Give {"snapshot": NUMBER}, as POST /_local/snapshot answered it.');
    if (!(await restore(snapshot))) throw new TypeError(`There is no snapshot ${snapshot}.`);
    return {};
  },
};

const describeClock = (clock: ServiceClock) => ({ now: clock.now().toISOString(), movedBy: clock.offset / 1000 });

function parse(body: Uint8Array | string): Record<string, unknown> {
  const value: unknown = JSON.parse(typeof body === "string" ? body : Buffer.from(body).toString("utf8"));
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError("The body is a JSON object.");
  return value as Record<string, unknown>;
}
