import { type Client, paginate } from "../../../src/client/mod.ts";
import { findIds, type Identified } from "../../find_id.ts";

/** The ids that beginnings of the ids of jobs mean. Throws NOT_FOUND for one that fits none. */
export function findJobs(client: Client, beginnings: readonly string[], command: string): Promise<string[]> {
  const jobs: Identified = {
    thing: "job",
    missing: "NOT_FOUND",
    list: "cortex jobs",
    ids: async function* () {
      for await (const { id } of paginate(client, "jobs.list", { limit: 500 })) yield id;
    },
  };
  return findIds(jobs, beginnings, command);
}
