import type { HttpResponse } from "@smithy/protocol-http";
import { decode } from "./json";
import { type OperationName, type Output, operations } from "./operations";

/** An answer as the service gave it: an output, or an error with its code. */
export type Answer<N extends OperationName> =
  | { readonly output: Output<N> }
  | { readonly code: string; readonly message: string };

/** Reads an answer; throws when it is not one of this service, with the part of it that tells what it was. */
export async function readAnswer<N extends OperationName>(name: N, response: HttpResponse): Promise<Answer<N>> {
  const text = await readBody(response.body);
  const { statusCode } = response;
  const isSuccess = statusCode >= 200 && statusCode < 300;
  const body = parse(text);
  if (isSuccess) {
    if (text === "" && (operations[name] as { empty?: true }).empty) return { output: {} as Output<N> };
    if (body === undefined) throw new UnreadableAnswer(statusCode, text);
    return { output: decode(operations[name].output, body) as Output<N> };
  }
  const code = bareCode(response.headers["x-amzn-errortype"] ?? body?.__type ?? body?.code);
  if (code === undefined) throw new UnreadableAnswer(statusCode, text);
  return { code, message: firstText(body?.message, body?.Message, body?.errorMessage) };
}

/** An answer that the service can't have given. */
export class UnreadableAnswer extends Error {
  constructor(
    readonly statusCode: number,
    text: string,
  ) {
    const part = text.length > 200 ? `${text.slice(0, 200)}...` : text;
    super(
      `the answer (HTTP ${statusCode}) is not one of Amazon Cognito: ${part ? JSON.stringify(part) : "it is empty"}`,
    );
  }
}

/** Codes come bare, with a namespace (`ns#Code`) or with a suffix (`Code:http://…`). */
function bareCode(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  return value.split(":")[0]?.split("#").pop()?.trim() || undefined;
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

async function readBody(body: unknown): Promise<string> {
  if (body === undefined || body === null) return "";
  if (typeof body === "string") return body;
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array | string>) {
    chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
