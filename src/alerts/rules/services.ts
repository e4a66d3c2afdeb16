import { defineRule, UNKNOWN } from "../rule.ts";
import { lines, name, word } from "./_text.ts";

/** Units kept with an alert and named in its texts. */
const NAMED = 10;

/** Failed systemd units, as of the last check; not known where there is no systemd. */
export const services = defineRule({
  name: "services",
  summary: "Failed systemd units",
  kind: "system",
  category: "service",
  metric: "services_failed",
  unit: "failed units",
  comparison: "at_least",
  warning: 1,
  critical: null,
  for_seconds: 0,
  hysteresis: 0,
  read: ({ services }) => {
    if (services === null || !services.available || services.checked_at === null) return UNKNOWN;
    const facts = { units: services.items.slice(0, NAMED) };
    return { readings: [{ subject: "", value: services.items.length, facts }], complete: true };
  },
  text: ({ value, facts: { units = [] } }) => {
    const more = value - units.length;
    return {
      message: value === 0
        ? "No systemd unit has failed"
        : `${value} systemd ${value === 1 ? "unit has" : "units have"} failed`,
      description: lines(
        ...units.map(({ unit, description }) => `${name(unit)}: ${name(description)}`),
        more > 0 ? `and ${more} more` : "",
      ),
      recommendation: `See why: systemctl status ${
        units.slice(0, 3).map(({ unit }) => word(unit)).join(" ") || "--failed"
      }; journalctl -u ${word(units[0]?.unit ?? "UNIT")} -n 50`,
    };
  },
  gone: () => "There is no systemd any more",
});
