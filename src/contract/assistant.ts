import { z } from "zod";
import { time } from "./common.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";

/** One reading of a figure. */
export const sample = once(() =>
  z.object({
    at: time(),
    value: z.number().describe("In the unit of the evidence"),
  }).meta({ id: "EvidenceSample", description: "One reading of a figure" })
);
export type EvidenceSample = Infer<typeof sample>;

/** Something that was read, and that an answer rests on. */
export const evidence = once(() =>
  z.object({
    n: z.int().describe("Its number, as the answer cites it: [1]"),
    fact: z.string().describe("What it is: memory in use, heaviest process by CPU"),
    subject: z.string().describe("Whose: a mount point, a process, a user; empty for the host"),
    value: z.union([z.number(), z.string()]).describe("In its unit, not rounded"),
    unit: z.string().describe(
      "percent, bytes, bytes_per_second, seconds, time; name and text for what is no figure; empty for a bare number",
    ),
    text: z.string().describe("The value as the answer says it"),
    source: z.string().describe("The operation that gave it: health.get"),
    at: time().describe("When it was so"),
    samples: z.array(sample()).describe(
      "The readings it stands for, the oldest first; none for what is no figure",
    ),
  }).meta({ id: "Evidence", description: "Something that was read, and that an answer rests on" })
);
export type Evidence = Infer<typeof evidence>;

/** What can be found to be wrong with a host. */
export const CAUSES = [
  "cpu_saturation",
  "runaway_process",
  "memory_pressure",
  "swap_thrash",
  "io_wait",
  "disk_filling",
  "inodes_exhausted",
  "descriptor_exhaustion",
  "zombie_processes",
  "failed_service",
  "update_backlog",
  "fork_storm",
  "broken_packages",
  "vulnerable_service",
  "clock_trouble",
  "network_errors",
] as const;
const cause = once(() =>
  z.enum(CAUSES).meta({ id: "Cause", description: "What can be found to be wrong with a host" })
);

/** A cause that the figures speak for. */
export const likelyCause = once(() =>
  z.object({
    cause: cause(),
    score: z.number().describe("0 to 1: from where it begins to matter to where it is as bad as can be"),
    subject: z.string().describe(
      "A mount point, a process, a unit, a package, an interface, a user; empty for the host",
    ),
    evidence: z.array(z.int()).describe("Numbers of the evidence that speaks for it"),
  }).meta({ id: "LikelyCause", description: "A cause that the figures speak for" })
);

/** A command that shows more; nothing runs it. */
export const furtherCommand = once(() =>
  z.object({
    cause: cause().describe("The cause it belongs to"),
    command: z.string().describe("For a shell; it only reads"),
    why: z.string().describe("What it shows"),
  }).meta({ id: "FurtherCommand", description: "A command that shows more; nothing runs it" })
);

/** What an answer rests on, and how it came about. */
export const grounds = once(() =>
  z.object({
    topics: z.array(z.string()).describe(
      "What the question was taken to be about; none when it was not understood",
    ),
    likely_causes: z.array(likelyCause()).describe("The likeliest first; none where nothing is wrong"),
    evidence: z.array(evidence()).describe("What the answer rests on, in the order of its numbers"),
    commands: z.array(furtherCommand()).describe("To look further, by the likely causes"),
    model: z.string().nullable().describe("The language model that phrased it; null: none did"),
    removed: z.int().describe("Statements of the model that did not rest on the evidence and were removed"),
  })
);
export type Grounds = Infer<typeof grounds>;

const sentences = "Sentences, each with the numbers of its evidence; a line for each topic";
const model = once(() =>
  z.boolean().default(true).describe("false: without a language model, though there is one")
);

/** Time an answer may take where a model phrases it, milliseconds. */
const ANSWER_MS = 120_000;

/** An answer to a question. */
export const assistantReply = once(() =>
  grounds().extend({ answer: z.string().describe(sentences) })
    .meta({ id: "AssistantReply", description: "An answer with what it rests on" })
);
export type AssistantReply = Infer<typeof assistantReply>;

/** What is known of a thing. */
export const assistantExplanation = once(() =>
  grounds().extend({ summary: z.string().describe(sentences) })
    .meta({ id: "AssistantExplanation", description: "An explanation with what it rests on" })
);
export type AssistantExplanation = Infer<typeof assistantExplanation>;

/** `assistant.ask` */
export const assistantAsk = defineOperation({
  name: "assistant.ask",
  kind: "query",
  summary:
    "Answers a question about this host from what the daemon knows, with figures and where they come from",
  input: once(() =>
    z.strictObject({ question: z.string().min(1).max(2000).describe("In English"), model: model() })
  ),
  output: assistantReply,
  errors: [],
  scope: "read",
  streams: true,
  http: { method: "POST", path: "/v1/assistant/ask" },
  timeout_ms: ANSWER_MS,
});

/** `assistant.explain` */
export const assistantExplain = defineOperation({
  name: "assistant.explain",
  kind: "query",
  summary:
    "Explains an alert, a process, a package, a vulnerability, a figure or the host: what it is, how it came so, what to look at",
  input: once(() =>
    z.strictObject({
      subject: z.string().min(1).max(255).describe(
        "host, an alert's id, a process id or name, a package, a CVE or the name of a figure; alert:, process:, package:, vulnerability: or metric: before it where it could be several; a figure of one mount point, interface or user as disk_usage_percent:/srv",
      ),
      model: model(),
    })
  ),
  output: assistantExplanation,
  errors: ["ALERT_NOT_FOUND", "NOT_FOUND", "NOT_READY", "UNAVAILABLE", "STORE_FAILED"],
  scope: "read",
  streams: true,
  http: { method: "POST", path: "/v1/assistant/explain" },
  timeout_ms: ANSWER_MS,
});
