import type { HttpResponse } from "@smithy/protocol-http";
import type { Clock } from "../model/clock";
import { decode } from "../model/json";
import { mismatch } from "../model/mismatch";
import { type OperationName, type Output, operations } from "../model/operations";

/**
 * An answer: an output as the table has it, an error with its code, or what can't be the service's, either text that can't
 * be read or an output that is not as the table has it.
 */
export type Answer<N extends OperationName> =
  | { readonly output: Output<N> }
  | { readonly code: string; readonly message: string }
  | { readonly unreadable: string }
  | { readonly mismatch: string };

/** Reads an answer whose body is in memory. */
export function readAnswer<N extends OperationName>(name: N, { statusCode, headers, body }: HttpResponse): Answer<N> {
  const text = readText(body);
  const fields = parse(text);
  if (statusCode >= 200 && statusCode < 300) {
    const operation = operations[name];
    if (text === "" && Object.keys(operation.output.members).length === 0) return { output: {} as Output<N> };
    if (!fields) return { unreadable: text };
    const output = decode(operation.output, fields);
    const found = mismatch(operation.output, output);
    return found === undefined ? { output: output as Output<N> } : { mismatch: found };
  }
  const code =
    bareCode(fields?.__type) ?? bareCode(fields?.code ?? fields?.Code) ?? bareCode(headers["x-amzn-errortype"]);
  if (code === undefined) return { unreadable: text };
  return { code, message: firstText(fields?.message, fields?.Message, fields?.errorMessage) };
}

/** Longer than any code of the service. */
const longestCode = 128;

/** Codes come bare, with a namespace (`ns#Code`) or with a suffix (`Code:http://…`). */
function bareCode(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const bare = value.split(/[,:]/, 1)[0]?.split("#").pop()?.trim();
  return bare?.slice(0, longestCode) || undefined;
}

const firstText = (...values: unknown[]): string => (values.find((value) => typeof value === "string") as string) ?? "";

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The text of a body that is in memory. */
export function readText(body: unknown): string {
  if (body === undefined || body === null) return "";
  const bytes = body as Uint8Array;
  return (Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).toString();
}

/** Under any of AWS's names for it. A value that does not look like an id is left out: a proxy may repeat a secret there. */
export function readRequestId(headers: Record<string, string>): string | undefined {
  const id = headers["x-amzn-requestid"] ?? headers["x-amzn-request-id"] ?? headers["x-amz-request-id"];
  return id && /^[\w-]{1,64}$/.test(id) ? id : undefined;
}

/** The times in the headers of an answer. */
export interface Hints {
  /** The service's clock. */
  readonly serverDate?: Date;
  /** When it asks for the next attempt. */
  readonly retryAfter?: Date;
}

export function readHints(headers: Record<string, string>, { now }: Pick<Clock, "now">): Hints {
  const { date, "retry-after": retryAfter = "", "x-amz-retry-after": milliseconds = "" } = headers;
  const inMilliseconds = (time: number) => new Date(now().getTime() + Math.min(time, longestRetryAfter));
  return {
    serverDate: parseDate(date),
    retryAfter: isNumber(milliseconds)
      ? inMilliseconds(Number(milliseconds))
      : isNumber(retryAfter)
        ? inMilliseconds(Number(retryAfter) * 1000)
        : parseDate(retryAfter),
  };
}

/** A day; what is longer may be no date at all. */
const longestRetryAfter = 86_400_000;

const isNumber = (text: string) => /^\d+(\.\d+)?$/.test(text);

function parseDate(text: string | undefined): Date | undefined {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? undefined : new Date(time);
}
