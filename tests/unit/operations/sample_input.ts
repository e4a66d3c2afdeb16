import type { InputOf, OperationName } from "../../../src/contract/mod.ts";
import { uuid } from "./memory_alerts.ts";

/** The least input of the operations that need one, for the parts in memory. */
const NEEDED: { readonly [N in OperationName]?: InputOf<N> } = {
  "alerts.get": { id: uuid(1) },
  "alerts.acknowledge": { id: uuid(1) },
  "alerts.dismiss": { id: uuid(1) },
  "alerts.resolve": { id: uuid(1) },
  "alerts.silence": { subject: "/", duration_seconds: 3600, reason: "Moving data" },
  "alerts.unsilence": { id: uuid(1) },
  "outbox.read": { consumer: "gateway" },
  "outbox.acknowledge": { consumer: "gateway", up_to: 1 },
  "jobs.get": { id: uuid(1) },
  "jobs.cancel": { id: uuid(1) },
  batch: { calls: [{ name: "daemon.ping" }] },
  "metrics.query": { series: "load_1" },
  "packages.search": { q: "vim" },
  "packages.suggest": { prefix: "vi" },
  "packages.info": { name: "vim" },
  "assistant.ask": { question: "How much memory is in use?" },
  "assistant.explain": { subject: uuid(1) },
  "assistant.infer": { prompt: "Say something" },
  "packages.why": { name: "vim" },
  "feeds.import": { name: "feed.json" },
  "config.set": { key: "log.level", value: "debug" },
};

/** An input with which an operation succeeds on parts in memory that are fresh. */
export function sampleInput(name: OperationName): Readonly<Record<string, unknown>> {
  return NEEDED[name] ?? {};
}
