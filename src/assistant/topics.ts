import type { Topic } from "./topic.ts";
import { alerts } from "./topics/alerts.ts";
import { changes } from "./topics/changes.ts";
import { clock } from "./topics/clock.ts";
import { cpu } from "./topics/cpu.ts";
import { disk } from "./topics/disk.ts";
import { load } from "./topics/load.ts";
import { memory } from "./topics/memory.ts";
import { network } from "./topics/network.ts";
import { overview } from "./topics/overview.ts";
import { packages } from "./topics/packages.ts";
import { processes } from "./topics/processes.ts";
import { services } from "./topics/services.ts";
import { uptime } from "./topics/uptime.ts";
import { users } from "./topics/users.ts";
import { vulnerabilities } from "./topics/vulnerabilities.ts";

/** Everything that can be asked about, in the order it is answered. */
export const TOPICS: readonly Topic[] = [
  overview,
  load,
  cpu,
  memory,
  disk,
  network,
  processes,
  users,
  alerts,
  services,
  packages,
  vulnerabilities,
  changes,
  uptime,
  clock,
];

/** The topics a question is about; none where no word of it is known. "This host" alone means the host at a glance. */
export function topicsOf(question: string): readonly Topic[] {
  const words = new Set(question.toLowerCase().match(/[a-z]+/g));
  const meant = TOPICS.filter((topic) => topic.words.some((word) => words.has(word)));
  return meant.length > 1 ? meant.filter((topic) => topic !== overview) : meant;
}
