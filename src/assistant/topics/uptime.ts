import { factsFrom } from "../fact.ts";
import { say } from "../sentence.ts";
import { defineTopic } from "../topic.ts";

/** How long the host runs, and what it is. */
export const uptime = defineTopic({
  name: "uptime",
  about: "uptime, kernel and system",
  example: "How long has it been up?",
  words: [
    "uptime",
    "up",
    "boot",
    "booted",
    "reboot",
    "rebooted",
    "kernel",
    "os",
    "distribution",
    "version",
    "hostname",
  ],
  needs: ["health"],
  series: [],
  further: [],
  say: ({ health }) => {
    if (health === null) return [];
    const { host, taken_at } = health;
    const { figure, name, text, time } = factsFrom({ source: "health.get", at: taken_at });
    return [
      say`${name("host name", host.hostname)} has been up for ${
        figure("uptime", host.uptime_seconds, "seconds")
      }, since ${time("boot", host.boot_at)}`,
      say`It runs ${text("operating system", host.os)} with kernel ${text("kernel", host.kernel)}`,
    ];
  },
});
