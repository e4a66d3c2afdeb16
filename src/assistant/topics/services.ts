import { factsFrom } from "../fact.ts";
import { counted, listed, say } from "../sentence.ts";
import { defineTopic } from "../topic.ts";

/** Units named. */
const NAMED = 10;

/** Which units have failed. */
export const services = defineTopic({
  name: "services",
  about: "failed services",
  example: "Has a service failed?",
  words: ["service", "services", "unit", "units", "systemd", "systemctl", "failed"],
  needs: ["services"],
  series: [],
  further: ["failed_service"],
  say: ({ services }) => {
    if (services === null || services.checked_at === null) return [];
    const { figure, name, text } = factsFrom({ source: "services.failed", at: services.checked_at });
    if (!services.available) {
      return [
        say`This host has ${text("service manager", "no systemd")} that could be asked for its services`,
      ];
    }
    const failed = figure("failed units", services.items.length, "");
    if (services.items.length === 0) return [say`At the last check ${failed} units of systemd had failed`];
    const named = services.items.slice(0, NAMED).map(({ unit }) => say`${name("failed unit", unit)}`);
    return [say`At the last check ${counted(failed, "unit")} of systemd had failed: ${listed(named)}`];
  },
});
