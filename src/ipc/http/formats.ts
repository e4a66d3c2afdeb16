import type { MetricHistory, OperationName } from "../../contract/mod.ts";
import { HISTORY_FORMATS } from "../../metrics/mod.ts";
import { jsonText } from "../json_text.ts";
import { jsonReply, textReply } from "./reply.ts";

/** Turns what an operation gave back into a reply. */
export type Writer = (output: object, request_id: string) => Response;

/** The form that every operation has. */
export const writeJson: Writer = (output, request_id) => jsonReply(jsonText(output), request_id);

const FORMATS = Object.values(HISTORY_FORMATS);

/** How the reply to a request is written: as its Accept header says, where its operation has more than one form. */
export function writerFor(name: OperationName, request: Request): Writer {
  if (name !== "metrics.query") return writeJson;
  const accepted = request.headers.get("accept") ?? "";
  const format = FORMATS.find(({ content_type }) => accepted.includes(content_type.split(";", 1)[0] ?? ""));
  if (format === undefined) return writeJson;
  return (output, request_id) =>
    textReply(format.text(output as MetricHistory), format.content_type, request_id);
}
