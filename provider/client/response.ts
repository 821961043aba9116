import type { HttpResponse } from "@smithy/protocol-http";
import { decode } from "../model/json";
import { type OperationName, type Output, operations } from "../model/operations";

/** An answer as the service gave it: an output, an error with its code, or text that can't be the service's. */
export type Answer<N extends OperationName> =
  | { readonly output: Output<N> }
  | { readonly code: string; readonly message: string }
  | { readonly unreadable: string };

/** Reads an answer whose body is in memory. */
export function readAnswer<N extends OperationName>(name: N, { statusCode, headers, body }: HttpResponse): Answer<N> {
  const text = readText(body);
  const fields = parse(text);
  if (statusCode >= 200 && statusCode < 300) {
    const operation = operations[name];
    if (text === "" && Object.keys(operation.output.members).length === 0) return { output: {} as Output<N> };
    return fields ? { output: decode(operation.output, fields) as Output<N> } : { unreadable: text };
  }
  const code =
    bareCode(fields?.__type) ?? bareCode(fields?.code ?? fields?.Code) ?? bareCode(headers["x-amzn-errortype"]);
  if (code === undefined) return { unreadable: text };
  return { code, message: firstText(fields?.message, fields?.Message, fields?.errorMessage) };
}

/** Codes come bare, with a namespace (`ns#Code`) or with a suffix (`Code:http://…`). */
function bareCode(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  return value.split(/[,:]/)[0]?.split("#").pop()?.trim() || undefined;
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

function readText(body: unknown): string {
  if (body === undefined || body === null) return "";
  const bytes = body as Uint8Array;
  return (Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).toString();
}
