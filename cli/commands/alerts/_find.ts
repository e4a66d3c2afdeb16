import { type Client, paginate } from "../../../src/client/mod.ts";
import { CortexError } from "../../../src/contract/wire.ts";
import { UsageError } from "../../usage_error.ts";

const WHOLE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The ids that beginnings of ids mean. Throws before anything is changed: ALERT_NOT_FOUND for one that fits none,
 * UsageError for one that fits several.
 */
export async function findIds(
  client: Client,
  beginnings: readonly string[],
  command: string,
): Promise<string[]> {
  const wanted = beginnings.map((one) => one.toLowerCase());
  if (wanted.every((one) => WHOLE_ID.test(one))) return wanted;
  const ids: string[] = [];
  for await (const alert of paginate(client, "alerts.list", { limit: 500 })) ids.push(alert.id);
  return wanted.map((beginning) => findId(ids, beginning, command));
}

function findId(ids: readonly string[], beginning: string, command: string): string {
  const fitting = ids.filter((id) => id.startsWith(beginning));
  const [id] = fitting;
  if (id === undefined) {
    throw new CortexError(
      "ALERT_NOT_FOUND",
      `Cannot find the alert "${beginning}": no id begins so; see cortex alerts`,
    );
  }
  if (fitting.length === 1) return id;
  throw new UsageError(
    `Cannot tell which alert "${beginning}" is: ${fitting.length} ids begin so, as ${
      fitting.slice(0, 4).join(", ")
    }`,
    command,
  );
}
