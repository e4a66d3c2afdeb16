import { z } from "zod";
import { bytes, nothing, time } from "./common.ts";
import { storeHealth } from "./health.ts";
import { job } from "./jobs.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";

/** What a backup says of itself. */
export const backupManifest = once(() =>
  z.object({
    made_at: time(),
    host: z.string(),
    instance: z.string().nullable(),
    version: z.string().describe("Of the program that made it"),
    schema_version: z.int().describe("Of the database"),
  }).meta({ id: "BackupManifest" })
);
export type BackupManifest = Infer<typeof backupManifest>;

/** The result of a job of the kind `store.backup`. */
export const backupResult = once(() => z.object({ bytes: bytes(), manifest: backupManifest() }));
export type BackupResult = Infer<typeof backupResult>;

/** `store.backup` */
export const storeBackup = defineOperation({
  name: "store.backup",
  kind: "action",
  summary:
    "Starts a job that copies the state; its copy waits a minute at /v1/store/backup/{job}, for one download",
  input: nothing,
  output: job,
  errors: ["UNAVAILABLE"],
  scope: "control",
  http: { method: "POST", path: "/v1/store/backup" },
});

/** `store.status` */
export const storeStatus = defineOperation({
  name: "store.status",
  kind: "query",
  summary: "How the state is kept, where, and how large it is and may become",
  input: nothing,
  output: once(() =>
    storeHealth().extend({
      path: z.string().nullable().describe("The database; null where the state is kept in memory"),
      rows: z.int().describe("Alerts, events and blocks of samples kept"),
      max_bytes: bytes().describe("store.max_bytes: what it may come to"),
    }).meta({ id: "StoreStatus", description: "How the state is kept, and its size" })
  ),
  errors: [],
  scope: "read",
  http: { method: "GET", path: "/v1/store" },
});
