import { type Client, paginate } from "../src/client/mod.ts";
import { findIds, type Identified } from "./find_id.ts";

/** The ids that beginnings of the ids of alerts mean. Throws ALERT_NOT_FOUND for one that fits none. */
export function findAlerts(
  client: Client,
  beginnings: readonly string[],
  command: string,
): Promise<string[]> {
  const alerts: Identified = {
    thing: "alert",
    missing: "ALERT_NOT_FOUND",
    list: "cortex alerts",
    ids: async function* () {
      for await (const { id } of paginate(client, "alerts.list", { limit: 500 })) yield id;
    },
  };
  return findIds(alerts, beginnings, command);
}
