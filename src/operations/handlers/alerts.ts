import { type HandlersOf, later } from "../handler.ts";
import type { AlertsPart } from "../parts.ts";

/** Handlers of `alerts.*`. */
export function alertsHandlers(alerts: AlertsPart): HandlersOf<"alerts"> {
  return {
    "alerts.list": later<"alerts.list">((query) => alerts.list(query)),
    "alerts.get": later<"alerts.get">((query) => alerts.get(query)),
    "alerts.acknowledge": later<"alerts.acknowledge">((input) => alerts.acknowledge(input)),
    "alerts.dismiss": later<"alerts.dismiss">((input) => alerts.dismiss(input)),
    "alerts.resolve": later<"alerts.resolve">((input) => alerts.resolve(input)),
    "alerts.acknowledge_all": later<"alerts.acknowledge_all">((input) => alerts.acknowledgeAll(input)),
    "alerts.dismiss_all": later<"alerts.dismiss_all">((input) => alerts.dismissAll(input)),
    "alerts.clear": later<"alerts.clear">(() => alerts.clear()),
    "alerts.silence": later<"alerts.silence">((input) => alerts.silence(input)),
    "alerts.silences": later<"alerts.silences">((query) => alerts.silences(query)),
    "alerts.unsilence": later<"alerts.unsilence">((input) => alerts.unsilence(input)),
  };
}
