import { CortexError } from "../../../contract/mod.ts";
import type { Dispatcher } from "../../../operations/mod.ts";
import type { Members } from "../members.ts";
import { type Method, parsed } from "../method.ts";
import { invalidParameter } from "./alert_filter.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `alerts.acknowledge`: every active alert with `{all: true}`, one with `{uuid}`. */
export function acknowledgeAlerts(dispatcher: Dispatcher): Method {
  return async (params, call) => {
    if (params.all === true) {
      const { count } = await dispatcher.call("alerts.acknowledge_all", {}, call);
      return { acknowledged: count, message: `Acknowledged ${count} alert(s)` };
    }
    const uuid = parsed(dispatcher, () => uuidOf(params));
    await dispatcher.call("alerts.acknowledge", { id: uuid }, call);
    return { acknowledged: true, uuid };
  };
}

/** `alerts.dismiss`: every open alert with `{all: true}`, one with `{uuid}`. */
export function dismissAlerts(dispatcher: Dispatcher): Method {
  return async (params, call) => {
    if (params.all === true) {
      const { count } = await dispatcher.call("alerts.dismiss_all", {}, call);
      return { dismissed: count, message: `Dismissed ${count} alert(s)` };
    }
    const uuid = parsed(dispatcher, () => uuidOf(params));
    await dispatcher.call("alerts.dismiss", { id: uuid }, call);
    return { dismissed: true, uuid };
  };
}

/** The alert a request names: `uuid`, in the first documents `alert_id` or `id`. */
function uuidOf({ uuid, alert_id, id }: Members): string {
  const given = uuid ?? alert_id ?? id;
  if (typeof given !== "string") {
    throw invalidParameter("uuid", "the UUID of an alert; all of them are meant by all: true");
  }
  if (!UUID.test(given)) {
    throw new CortexError("ALERT_NOT_FOUND", `Cannot find the alert "${given.slice(0, 64)}": there is none`);
  }
  return given;
}
