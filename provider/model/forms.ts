import { explainArn } from "./arns";
import { explainId } from "./ids";
import type { TextForm } from "./shapes";

/** What a text that breaks the constraints of its form should have been. */
export function explainForm(form: TextForm, text: string): string | undefined {
  return form === "an identity pool" || form === "an identity" ? explainId(form, text) : explainArn(form, text);
}
