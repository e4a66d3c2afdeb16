import { removeIfThere } from "../core/absent.ts";
import { type Clock, rfc3339 } from "../core/clock.ts";
import { type Glance, glancePath, writeGlance } from "../inventory/glance.ts";
import type { Packages, Vulnerabilities } from "../inventory/mod.ts";
import { logger } from "../log/mod.ts";
import { messageOf } from "../core/message_of.ts";

/** What the inventory's figures for shell prompts are made from. */
export interface GlanceFileOptions {
  readonly socket_dir: string;
  readonly packages: Pick<Packages, "found" | "status">;
  readonly vulnerabilities: Pick<Vulnerabilities, "known">;
  readonly clock: Clock;
}

/** The file of figures; gone when the daemon ends. */
export interface GlanceFile extends Disposable {
  /**
   * Writes what is known now; nothing before the first index and examination. Never fails: what is wrong is logged,
   * once.
   */
  write(): void;
}

/** A file that is not there yet. */
export function createGlanceFile(options: GlanceFileOptions): GlanceFile {
  const path = glancePath(options.socket_dir);
  const log = logger("inventory");
  let told: string | null = null;
  return {
    write() {
      const glance = glanceOf(options);
      if (glance === null) return;
      try {
        writeGlance(path, glance);
        told = null;
      } catch (error) {
        const reason = messageOf(error);
        if (reason !== told) log.warn("Cannot write {path} for shell prompts: {reason}", { path, reason });
        told = reason;
      }
    },
    [Symbol.dispose]: () => removeIfThere(path),
  };
}

function glanceOf({ packages, vulnerabilities, clock }: GlanceFileOptions): Glance | null {
  const found = packages.found();
  const status = packages.status();
  if (found === null || status.installed === null || status.explicit === null) return null;
  return {
    made_at: rfc3339(clock.wall()),
    stale_since: status.stale_since,
    packages: status.installed,
    explicit: status.explicit,
    orphans: status.orphans,
    updates: found.updates.total,
    security_updates: found.updates.security,
    broken: found.broken.length,
    vulnerabilities: status.vulnerabilities,
    fixable: status.vulnerabilities === null ? null : vulnerabilities.known()?.fixable ?? null,
    reboot_required: found.updates.reboot_required,
  };
}
