import type { HostReader } from "../../core/host_reader.ts";
import { rfc3339 } from "../../core/clock.ts";
import { defineCollector } from "../collector.ts";
import { numbers, readRequired } from "../proc_text.ts";

/** What the machine is and since when it runs. */
export const host = defineCollector({
  name: "host",
  help: "Name, kernel, distribution, cores and time of boot",
  reads: [
    "/proc/sys/kernel/hostname",
    "/proc/sys/kernel/osrelease",
    "/proc/stat",
    "/proc/uptime",
    "/etc/os-release",
    "/usr/lib/os-release",
  ],
  create: ({ host }) => () => {
    const stat = readRequired(host, "/proc/stat");
    const [uptime_seconds = 0] = numbers(readRequired(host, "/proc/uptime"));
    const boot_seconds = Number(stat.match(/^btime (\d+)$/m)?.[1] ?? 0);
    return {
      hostname: oneLine(host, "/proc/sys/kernel/hostname"),
      kernel: oneLine(host, "/proc/sys/kernel/osrelease"),
      os: osName(host),
      boot_at: rfc3339(boot_seconds * 1000),
      uptime_seconds,
      cores: stat.match(/^cpu\d+ /gm)?.length ?? 1,
    };
  },
});

function oneLine(host: HostReader, path: string): string {
  return host.readText(path)?.trim() ?? "";
}

/** PRETTY_NAME of os-release(5), whose values may be quoted as in a shell. */
function osName(host: HostReader): string {
  const text = host.readText("/etc/os-release") ?? host.readText("/usr/lib/os-release") ?? "";
  const value = text.match(/^PRETTY_NAME=(.*)$/m)?.[1]?.trim() ?? "";
  const unquoted = /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value;
  return unquoted.replace(/\\(["'$`\\])/g, "$1") || "Linux";
}
