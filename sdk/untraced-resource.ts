import * as pulumi from "@pulumi/pulumi";

/**
 * A resource whose promises bear no stack traces, and whose place in the program is that of the program's own line. Pulumi
 * takes four traces for each property, for a report of promises that a program leaves behind, which with the many
 * properties here would be most of what a constructor does; and it takes the first class after its own for the program's.
 */
export abstract class UntracedResource extends pulumi.CustomResource {
  protected constructor(type: string, name: string, props: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
    const { stackTraceLimit, prepareStackTrace } = Error;
    const between = classesBetween(new.target, pulumi.CustomResource);
    // Where Pulumi needs a trace, it lifts the limit.
    Error.stackTraceLimit = 0;
    Error.prepareStackTrace = (error, frames) => {
      const shown = frames.filter((frame) => !(frame.isConstructor() && between.has(frame.getFunctionName())));
      return prepareStackTrace ? prepareStackTrace(error, shown) : [error, ...shown].join("\n    at ");
    };
    try {
      super(type, name, props, opts);
    } finally {
      Object.assign(Error, { stackTraceLimit, prepareStackTrace });
    }
  }
}

/** The names of the classes between one and one that it extends. */
function classesBetween(from: object, to: object): Set<unknown> {
  const names = new Set<unknown>();
  for (let one = Object.getPrototypeOf(from); one !== to && one !== null; one = Object.getPrototypeOf(one)) {
    names.add(one.name);
  }
  return names;
}
