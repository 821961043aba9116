import { encode } from "../../provider/model/json";
import { type OperationName, type Output, operations } from "../../provider/model/operations";
import { printable, shorten } from "../../provider/model/printable";
import type { ServiceError } from "../service-error";
import type { LocalResponse } from "./request";

/** The request id and the time of an answer. */
export interface AnswerStamp {
  readonly requestId: string;
  readonly date: Date;
}

const exposed = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date";

/** The headers of AWS's answers. */
export const answerHeaders = ({ requestId, date }: AnswerStamp): Record<string, string> => ({
  Date: date.toUTCString(),
  "Content-Type": "application/x-amz-json-1.1",
  "x-amzn-RequestId": requestId,
  "access-control-allow-origin": "*",
  "access-control-expose-headers": exposed,
});

/** An output as JSON with its members in the model's order, or an empty body for operations whose answer has none. */
export function renderOutput<N extends OperationName>(name: N, output: Output<N>, stamp: AnswerStamp): LocalResponse {
  const { output: shape } = operations[name];
  const isEmpty = "empty" in operations[name];
  const members = Object.keys(shape.members).map((member) => [member, (output as Record<string, unknown>)[member]]);
  const body = isEmpty ? "" : JSON.stringify(encode(shape, Object.fromEntries(members)));
  return { status: 200, headers: answerHeaders(stamp), body };
}

/** HTTP clients limit the headers of an answer, often to 16 kB. */
const longestMessage = { body: 8192, header: 2048 } as const;

/** An error in AWS's form; without a message it has no `message` member. */
export function renderError({ code, message: text, status }: ServiceError, stamp: AnswerStamp): LocalResponse {
  const message = shorten(printable(shorten(text, longestMessage.body)), longestMessage.body);
  const headers = { ...answerHeaders(stamp), "x-amzn-ErrorType": `${code}:` };
  return {
    status,
    headers: message ? { ...headers, "x-amzn-ErrorMessage": headerText(message) } : headers,
    body: JSON.stringify({ __type: code, ...(message && { message }) }),
  };
}

/** Header values have ASCII only. */
const headerText = (message: string) => shorten(message, longestMessage.header).replace(/[^\x20-\x7e]/g, "?");

/** The page of a proxy that got no answer of the service. */
export const renderBadGateway = ({ date }: AnswerStamp): LocalResponse => ({
  status: 502,
  headers: { Date: date.toUTCString(), "Content-Type": "text/html" },
  body: "<html><body><h1>502 Bad Gateway</h1></body></html>",
});
