import { status } from "@grpc/grpc-js";
import type { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  type CheckRequest,
  CheckResponse,
  type ConfigureRequest,
  ConfigureResponse,
  type DiffRequest,
  DiffResponse,
  type GetSchemaRequest,
  GetSchemaResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { configKey, settingNames, settings } from "../../config";
import { packageInfo } from "../../package-info";
import { isKnown } from "../../unknown";
import { type AccountChange, findAccountChange } from "../account-change";
import { checkConfig, configTexts } from "../check-config";
import { callFailure } from "../failure";
import schema from "../schema.json";
import { markSecrets } from "../secrets";
import type { Session } from "../session";
import { fromStruct, markedIn, secretNames, toStruct } from "../struct";
import { checkFailure } from "./resources";

/** The protocol's methods about the provider itself. */
export const configMethods = (session: Session) => ({
  async getSchema(message: GetSchemaRequest): Promise<GetSchemaResponse> {
    if (message.getVersion() !== 0) {
      throw callFailure(`There is no version ${message.getVersion()} of the schema.`, status.INVALID_ARGUMENT);
    }
    const response = new GetSchemaResponse();
    response.setSchema(JSON.stringify(schema));
    return response;
  },

  async getPluginInfo(_message: Empty): Promise<PluginInfo> {
    const info = new PluginInfo();
    info.setVersion(packageInfo().version);
    return info;
  },

  async checkConfig(message: CheckRequest): Promise<CheckResponse> {
    const config = fromStruct(message.getNews());
    const response = new CheckResponse();
    response.setInputs(toStruct(markSecrets(settings, config)));
    response.setFailuresList(checkConfig(config).map(checkFailure));
    return response;
  },

  /**
   * A provider that goes to another account is replaced, with all that it holds, since only the old settings can delete there.
   * What any other setting means is seen by each resource: one whose region stays as it is need not be replaced.
   */
  async diffConfig(message: DiffRequest): Promise<DiffResponse> {
    const inputs = fromStruct(message.getNews());
    const olds = configTexts(fromStruct(message.getOldInputs() ?? message.getOlds()));
    const news = configTexts(inputs);
    const changed = settingNames.filter((name) => olds[configKey(name)] !== news[configKey(name)]);
    const move = isKnown(inputs) ? await findAccountChange(olds, news, changed) : undefined;
    if (move) await session.warn(describeMove(move), message.getUrn());
    const response = new DiffResponse();
    const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
    response.setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME);
    response.setDiffsList(changed);
    response.setReplacesList([...(move?.settings ?? [])]);
    return response;
  },

  async configure(message: ConfigureRequest): Promise<ConfigureResponse> {
    session.configure(configTexts(fromStruct(message.getArgs())), secretNames(markedIn(message.getArgs())));
    const response = new ConfigureResponse();
    response.setAcceptsecrets(true);
    response.setSupportspreview(true);
    response.setSupportsAutonamingConfiguration(true);
    return response;
  },

  async cancel(_message: Empty): Promise<Empty> {
    session.cancel();
    return new Empty();
  },

  async attach(message: PluginAttach): Promise<Empty> {
    session.attach(message.getAddress());
    return new Empty();
  },
});

const describeMove = ({ from, to, settings: names }: AccountChange): string =>
  `${names.join(" and ")} lead${names.length === 1 ? "s" : ""} from the AWS account ${from} to ${to}: all that the provider ` +
  `holds is made anew in ${to}, and deleted in ${from}.`;
