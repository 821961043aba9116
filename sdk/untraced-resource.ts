import * as pulumi from "@pulumi/pulumi";

/**
 * A resource whose promises bear no stack traces. Pulumi takes four traces for each property, for a report of promises that
 * a program leaves behind; with the many properties here, that would be most of what a constructor does. The place in the
 * program, which the engine records, Pulumi takes by a limit of its own.
 */
export abstract class UntracedResource extends pulumi.CustomResource {
  protected constructor(type: string, name: string, props: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      super(type, name, props, opts);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }
}
