import type { HostReader, StatVfs } from "../../core/host_reader.ts";
import { defineCollector, type Tick } from "../collector.ts";
import type { Parts } from "../parts.ts";
import { distinctMounts, isListed, type Mount, readMounts } from "../mounts.ts";
import { whole } from "../numbers.ts";

/** Space and inodes of every mount that df(1) lists for the same user, read anew on each tick. */
export const disks = defineCollector({
  name: "disks",
  help: "Space and inodes of each mounted file system, as df(1)",
  reads: ["/proc/self/mountinfo"],
  create({ host, ignored_mounts }) {
    const ask = createAsker(host);
    const isIgnored = (mount: Mount) => ignored_mounts.has(mount.mount_point.toWellFormed());
    return async (tick) => {
      const all = readMounts(host);
      const listed = all.filter(isListed);
      const asked = listed.filter((mount) => !isIgnored(mount)).map((mount) => mount.mount_point);
      const answers = await ask(new Set(asked), tick);
      // What is ignored still hides other mounts of its file system, as it would for df.
      const reachable = listed.filter((mount) => isIgnored(mount) || answers.has(mount.mount_point));
      return distinctMounts(reachable, all).flatMap((mount) => {
        const space = answers.get(mount.mount_point);
        return space && space.blocks > 0 ? [describe(mount, space)] : []; // 0 blocks: a pseudo file system
      });
    };
  },
});

/**
 * Asks mount points for their space, all at once. One that does not answer by the deadline is left alone until it
 * does: a dead server holds one call, not one more on each tick.
 */
function createAsker(host: HostReader) {
  const pending = new Set<string>();
  return async (mount_points: ReadonlySet<string>, tick: Tick): Promise<ReadonlyMap<string, StatVfs>> => {
    const answers = new Map<string, StatVfs>();
    const calls = [...mount_points].filter((mount_point) => !pending.has(mount_point)).map(
      async (mount_point) => {
        pending.add(mount_point);
        try {
          const space = await host.statvfs(mount_point);
          if (space) answers.set(mount_point, space);
        } finally {
          pending.delete(mount_point);
        }
      },
    );
    await Promise.race([Promise.all(calls), aborted(tick.signal)]);
    if (pending.size > 0) {
      const names = [...pending].map((name) => `"${name}"`).join(", ");
      tick.incomplete(`Cannot ask ${names} for space: no answer; the server behind it may be gone`);
    }
    return new Map(answers);
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function describe(mount: Mount, space: StatVfs): Parts["disks"][number] {
  const used = space.blocks - space.blocks_free;
  const inodes_used = space.inodes - space.inodes_free;
  return {
    mount_point: mount.mount_point.toWellFormed(),
    device: mount.device.toWellFormed(),
    fs_type: mount.fs_type,
    total_bytes: whole(space.blocks * space.block_size),
    used_bytes: whole(used * space.block_size),
    available_bytes: whole(space.blocks_available * space.block_size),
    usage_percent: shareUsed(used, space.blocks_available) ?? 0,
    inodes_total: whole(space.inodes),
    inodes_used: whole(inodes_used),
    inodes_usage_percent: space.inodes > 0 ? shareUsed(inodes_used, space.inodes_free) : null,
    read_only: mount.read_only,
  };
}

/** df's Use%: of what ordinary users can have, rounded up. null where there is nothing to have. */
function shareUsed(used: number, free: number): number | null {
  return used + free > 0 ? Math.ceil(100 * used / (used + free)) : null;
}
