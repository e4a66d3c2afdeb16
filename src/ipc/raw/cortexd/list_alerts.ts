import type { OutputOf } from "../../../contract/mod.ts";
import type { Dispatcher } from "../../../operations/mod.ts";
import { byteLength } from "../../json_text.ts";
import { type Method, parsed } from "../method.ts";
import { alertFilter } from "./alert_filter.ts";
import { alertView } from "./alert_view.ts";

/** Where a client stops reading a reply, bytes. */
const REPLY_BYTES = 65_536;

/** What stands round the alerts of a reply, bytes at most. */
const ENVELOPE_BYTES = 512;

/** Alerts taken from the store at a time. */
const PAGE = 100;

/** `alerts`: those asked for, newest first, as many as the client can read, and the counts of all that are open. */
export function listAlerts(dispatcher: Dispatcher): Method {
  return async (params, call) => {
    const { query, fits } = parsed(dispatcher, () => alertFilter(params));
    const views: object[] = [];
    let room = REPLY_BYTES - ENVELOPE_BYTES;
    let cursor: string | null = null;
    do {
      const input = { ...query, limit: PAGE, ...(cursor === null ? {} : { cursor }) };
      const page: OutputOf<"alerts.list"> = await dispatcher.call("alerts.list", input, call);
      for (const alert of page.items.filter(fits)) {
        const view = alertView(alert);
        room -= byteLength(JSON.stringify(view)) + 1;
        if (room < 0) return answer(views, page);
        views.push(view);
      }
      cursor = page.next_cursor;
      if (cursor === null) return answer(views, page);
    } while (true);
  };
}

function answer(alerts: readonly object[], { counts }: OutputOf<"alerts.list">): object {
  const { info, warning, error, critical } = counts;
  const total = info + warning + error + critical;
  return { alerts, count: alerts.length, counts: { info, warning, error, critical, total } };
}
