import { type InvokeRequest, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { cancelledBy } from "../../context";
import type { FunctionDefinition } from "../../define";
import type { Values } from "../../properties";
import { isKnown } from "../../unknown";
import { type CallSecrets, markWhere } from "../secrets";
import type { Session } from "../session";
import { fromStruct, toStruct } from "../struct";
import { functionOf } from "../subject";

/** The protocol's method that calls functions. */
export const functionMethods = (session: Session) => ({
  async invoke(message: InvokeRequest): Promise<InvokeResponse> {
    const subject = functionOf(message.getTok());
    const { definition, check, run } = subject.called;
    const call = { subject, sent: [message.getArgs()], preview: message.getPreview() };
    return session.run(call, async ({ context, signal, preview }, secrets) => {
      const response = new InvokeResponse();
      const args = fromStruct(message.getArgs());
      // The engine takes no unknown value here; what is not there is unknown to it in a preview.
      if (preview && definition.registers !== undefined) {
        if (isKnown(args)) await check(context, args);
        return response;
      }
      const result = await run(signal ? cancelledBy(signal, context) : context, args);
      response.setReturn(toStruct(markResult(definition, result, secrets)));
      return response;
    });
  },
});

/** A result is a secret, whole, where an argument is one. */
const markResult = ({ secret, result: table }: FunctionDefinition, result: Values, { inputs }: CallSecrets): Values =>
  markWhere(result, (name) => secret === true || inputs.any || table[name]?.secret === true);
