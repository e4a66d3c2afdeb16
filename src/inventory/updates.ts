import type { OutputOf } from "../contract/wire.ts";
import { rfc3339 } from "../core/clock.ts";
import type { OutdatedServices } from "../monitor/mod.ts";
import type { Examination } from "../packages/mod.ts";
import { rebootReasons } from "./reboot.ts";

/** What the answer on updates depends on besides the files. */
export interface UpdatesQuery {
  /** Only those that come from a security archive. */
  readonly security: boolean;
  /** Release of the kernel that runs; null where it is not known. */
  readonly kernel: string | null;
  readonly services: ServicesSeen;
  /** It runs in a chroot, where apt keeps no phased update back. @default {false} */
  readonly in_chroot?: boolean;
  /** Wall clock, milliseconds. */
  readonly now_ms: number;
}

/** What was seen of the services that run; or in words why nothing was. */
export type ServicesSeen = OutdatedServices | string;

/** How fresh an examination is. */
export type Freshness = Pick<OutputOf<"packages.updates">, "checked_at" | "stale_since" | "message">;

const DAY_MS = 86_400_000;

/** The answer of `packages.updates` to what an examination found. Pure. */
export function updatesOf(
  { updates: found, lists, reboot, problems }: Examination,
  { security, kernel, services, in_chroot = false, now_ms }: UpdatesQuery,
  freshness: Freshness,
): OutputOf<"packages.updates"> {
  const updates = in_chroot ? found.map(notHeldBack) : found;
  const secure = updates.filter((update) => update.security);
  const reboot_reasons = rebootReasons(reboot, kernel);
  return {
    items: [...security ? secure : updates],
    total: updates.length,
    security: secure.length,
    lists: listsOf(lists, now_ms),
    reboot_required: reboot_reasons.length > 0,
    reboot_reasons,
    ...restartsOf(services),
    ...freshness,
    problems: [...problems],
  };
}

function notHeldBack(update: Examination["updates"][number]): Examination["updates"][number] {
  return update.phased === null ? update : { ...update, phased: { ...update.phased, held_back: false } };
}

/**
 * An archive that is frozen makes no lists any more: what was fetched of it lately is new all the same. A time that is
 * ahead of ours by less than a day is now, one further ahead says nothing.
 */
function listsOf(
  { count, made_at_ms, fetched_at_ms }: Examination["lists"],
  now_ms: number,
): OutputOf<"packages.updates">["lists"] {
  const known_ms = [made_at_ms, fetched_at_ms].filter((time) => time !== null)
    .filter((time) => time < now_ms + DAY_MS);
  const age_days = count === 0 || known_ms.length === 0
    ? null
    : Math.max(0, Math.floor((now_ms - Math.max(...known_ms)) / DAY_MS));
  return {
    count,
    made_at: timeOf(made_at_ms),
    fetched_at: timeOf(fetched_at_ms),
    age_days,
    message: ageText(count, age_days),
  };
}

function timeOf(at_ms: number | null): string | null {
  return at_ms === null ? null : rfc3339(at_ms);
}

function ageText(count: number, age_days: number | null): string {
  if (age_days === null) return count === 0 ? "There are no lists of packages" : "Lists are of unknown age";
  if (age_days === 0) return "Lists are less than a day old";
  return `Lists are ${age_days} ${age_days === 1 ? "day" : "days"} old`;
}

function restartsOf(
  services: ServicesSeen,
): Pick<OutputOf<"packages.updates">, "services_restart" | "services_restart_message"> {
  if (typeof services === "string") return { services_restart: null, services_restart_message: services };
  const { items, seen, unseen } = services;
  return {
    services_restart: seen === 0 && unseen > 0 ? null : [...items],
    services_restart_message: unseen === 0
      ? null
      : `The daemon may not look into ${unseen} ${
        unseen === 1 ? "service" : "services"
      } of other users; give it CAP_SYS_PTRACE, as the drop-in capabilities.conf does`,
  };
}
