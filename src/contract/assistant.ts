import { z } from "zod";
import { time } from "./common.ts";
import { defineOperation } from "./operation.ts";

/** Something that was read, and that an answer rests on. */
export const evidence = z.object({
  n: z.int().describe("Its number, as the answer cites it: [1]"),
  fact: z.string().describe("What it is: memory in use, heaviest process by CPU"),
  subject: z.string().describe("Whose: a mount point, a process, a user; empty for the host"),
  value: z.union([z.number(), z.string()]).describe("In its unit, not rounded"),
  unit: z.string().describe(
    "percent, bytes, bytes_per_second, seconds, time; name and text for what is no figure; empty for a bare number",
  ),
  text: z.string().describe("The value as the answer says it"),
  source: z.string().describe("The operation that gave it: health.get"),
  at: time.describe("When it was so"),
}).meta({ id: "Evidence", description: "Something that was read, and that an answer rests on" });
export type Evidence = z.infer<typeof evidence>;

/** An answer with what it rests on. */
export const assistantReply = z.object({
  answer: z.string().describe("Sentences, each with the numbers of its evidence; a line for each topic"),
  topics: z.array(z.string()).describe(
    "What the question was taken to be about; none when it was not understood",
  ),
  evidence: z.array(evidence).describe("What the answer rests on, in the order of its numbers"),
  model: z.string().nullable().describe("The language model that phrased it; null: none did"),
}).meta({ id: "AssistantReply", description: "An answer with what it rests on" });
export type AssistantReply = z.infer<typeof assistantReply>;

/** `assistant.ask` */
export const assistantAsk = defineOperation({
  name: "assistant.ask",
  kind: "query",
  summary:
    "Answers a question about this host from what the daemon knows, with figures and where they come from",
  input: z.strictObject({ question: z.string().min(1).max(2000).describe("In English") }),
  output: assistantReply,
  errors: [],
  scope: "read",
  http: { method: "POST", path: "/v1/assistant/ask" },
});

/** `assistant.explain` */
export const assistantExplain = defineOperation({
  name: "assistant.explain",
  kind: "query",
  summary: "Explains an alert: cause, course before it, how often, and what to do",
  input: z.strictObject({ alert_id: z.uuid() }),
  output: assistantReply,
  errors: ["ALERT_NOT_FOUND"],
  scope: "read",
  http: { method: "POST", path: "/v1/assistant/explain" },
});
