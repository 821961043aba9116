import { type InvokeRequest, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { cancelledBy } from "../../context";
import type { FunctionDefinition } from "../../define";
import type { Values } from "../../properties";
import { isKnown } from "../../unknown";
import type { Session } from "../session";
import { asSecret, fromStruct, markSecrets, toStruct } from "../struct";
import { functionOf } from "../subject";

/** The protocol's method that calls functions. */
export const functionMethods = (session: Session) => ({
  async invoke(message: InvokeRequest): Promise<InvokeResponse> {
    const subject = functionOf(message.getTok());
    const { definition, check, run } = subject.called;
    return session.run({ subject, preview: message.getPreview() }, async ({ context, signal, preview }) => {
      const response = new InvokeResponse();
      const args = fromStruct(message.getArgs());
      // The engine takes no unknown value here; what is not there is unknown to it in a preview.
      if (preview && definition.registers !== undefined) {
        if (isKnown(args)) await check(context, args);
        return response;
      }
      const result = await run(signal ? cancelledBy(signal, context) : context, args);
      response.setReturn(toStruct(secretsIn(definition, result)));
      return response;
    });
  },
});

const secretsIn = ({ secret, result: table }: FunctionDefinition, result: Values): Values =>
  secret
    ? Object.fromEntries(Object.entries(result).map(([name, value]) => [name, asSecret(value)]))
    : markSecrets(table, result);
