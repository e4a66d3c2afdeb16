import type { MetricHistory, OperationName } from "../../contract/mod.ts";
import { HISTORY_FORMATS } from "../../metrics/mod.ts";
import { byteLength, jsonText, type Written } from "../json_text.ts";

/** Turns what an operation gave back into a text; JSON unless it says something else. */
export type Writer = (output: object) => Written & { readonly content_type?: string };

const FORMATS = Object.values(HISTORY_FORMATS);

/** How the reply to a request is written: as its Accept header says, where its operation has more than one form. */
export function writerFor(name: OperationName, request: Request): Writer {
  if (name !== "metrics.query") return jsonText;
  const accepted = request.headers.get("accept") ?? "";
  const format = FORMATS.find(({ content_type }) => accepted.includes(content_type.split(";", 1)[0] ?? ""));
  if (format === undefined) return jsonText;
  const { content_type } = format;
  return (output) => {
    const text = format.text(output as MetricHistory);
    return { text, bytes: byteLength(text), content_type };
  };
}
