/** What Pulumi writes in the place of an Output's value where a program makes a text of it. */
const outputText = /Calling \[to(?:String|JSON)\] on an \[Output<T>\] is not supported/;

/** What is wrong with a text that a program made of an Output; undefined for any other. */
export const explainOutputText = (text: string): string | undefined =>
  outputText.test(text)
    ? "was made of an Output as if it were a plain text: use pulumi.interpolate`…` in the place of a template, or .apply()"
    : undefined;
