import { z } from "zod";
import { page, paging, time } from "./common.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";

/** What becomes of a job. */
export const JOB_STATES = ["running", "done", "failed", "cancelled", "lost"] as const;
/** What becomes of a job. */
export const jobState = once(() =>
  z.enum(JOB_STATES).meta({ id: "JobState", description: "What becomes of a job" })
);
export type JobState = Infer<typeof jobState>;

/** Work that takes longer than an operation may. */
export const job = once(() =>
  z.object({
    id: z.uuid().describe("Its id"),
    kind: z.string().describe(
      "What it does: store.backup; one of a kind runs at a time, but of assistant.inference",
    ),
    title: z.string().describe("What it does, for people"),
    state: jobState().describe("lost: the daemon ended, or was killed, before the job did"),
    started_at: time(),
    ended_at: time().nullable().describe("null: it runs"),
    before: z.int().nullable().describe("How many are before it in line; null: it does not wait"),
    progress: z.object({
      done: z.number(),
      total: z.number().nullable().describe("null: not known"),
    }).nullable().describe("How far it is, in units of its own"),
    error: z.object({ code: z.string(), message: z.string() }).nullable().describe("Why it is not done"),
  }).meta({ id: "Job", description: "Work that takes longer than an operation may" })
);
export type Job = Infer<typeof job>;

/** A line of a job's log. */
export const jobLine = once(() =>
  z.object({
    number: z.int().describe("Counted from 1; the oldest lines of a long log are gone"),
    at: time(),
    text: z.string().describe("One line"),
  }).meta({ id: "JobLine", description: "A line of a job's log" })
);
export type JobLine = Infer<typeof jobLine>;

/** A job with all that it said. */
export const jobDetail = once(() =>
  z.object({
    ...job().shape,
    log: z.array(jobLine()),
    result: z.record(z.string(), z.unknown()).nullable().describe("What it came to, once it is done"),
  }).meta({ id: "JobDetail", description: "A job with all that it said" })
);
export type JobDetail = Infer<typeof jobDetail>;

/** What a stream of a job says: how far it is, lines of its log, and, last, how it ended. */
export const jobNews = once(() =>
  z.discriminatedUnion("type", [
    z.object({ type: z.literal("progress"), job: job() }),
    z.object({ type: z.literal("log"), line: jobLine() }),
    z.object({ type: z.literal("ended"), job: jobDetail() }),
  ]).meta({
    id: "JobNews",
    description: "What a stream of a job says: how far it is, lines of its log, and, last, how it ended",
  })
);
export type JobNews = Infer<typeof jobNews>;

const id = once(() => z.uuid().describe("Id of the job"));

/** `jobs.list` */
export const jobsList = defineOperation({
  name: "jobs.list",
  kind: "query",
  summary: "Jobs that run or ended within the last day, newest first",
  input: once(() =>
    z.strictObject({
      kind: z.string().max(64).optional(),
      state: jobState().optional(),
      ...paging(),
    })
  ),
  output: once(() => page(job())),
  errors: [],
  scope: "read",
  http: { method: "GET", path: "/v1/jobs" },
});

/** `jobs.get` */
export const jobsGet = defineOperation({
  name: "jobs.get",
  kind: "query",
  summary: "One job with its log and its result",
  input: once(() => z.strictObject({ id: id() })),
  output: jobDetail,
  errors: ["NOT_FOUND"],
  scope: "read",
  http: { method: "GET", path: "/v1/jobs/{id}" },
});

/** `jobs.cancel` */
export const jobsCancel = defineOperation({
  name: "jobs.cancel",
  kind: "action",
  summary: "Cancels a job and answers once it has ended; one that is over stays as it is",
  input: once(() => z.strictObject({ id: id() })),
  output: jobDetail,
  errors: ["NOT_FOUND"],
  scope: "control",
  http: { method: "POST", path: "/v1/jobs/{id}/cancel" },
});

/** `jobs.stream`: ends by itself with the job. */
export const jobsStream = defineOperation({
  name: "jobs.stream",
  kind: "subscription",
  summary: "What a job says, from its first line that is kept until it ends",
  input: once(() => z.strictObject({ id: id() })),
  output: jobNews,
  errors: ["NOT_FOUND"],
  scope: "read",
  http: { method: "GET", path: "/v1/jobs/{id}/stream" },
});
