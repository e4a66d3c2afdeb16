import { copyHost, type Daemon, startDaemon, waitFor } from "./_daemon.ts";
import { packageHost } from "./_inventory.ts";

const OS_RELEASE = 'ID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n';
/** What vim has of vulnerabilities. */
export const ID = "CVE-2026-1";

/** A tracker's feed that says one thing of vim and one of libc6. */
export function tracker(more: object = {}): string {
  const said = (status: string, rest: object) => ({ releases: { bookworm: { status, ...rest } } });
  return JSON.stringify({
    vim: { [ID]: said("resolved", { fixed_version: "2:9.0-3", urgency: "high" }), ...more },
    libc6: {
      "CVE-2026-2": said("open", { urgency: "low" }),
      "CVE-2026-3": said("resolved", { fixed_version: "2" }),
    },
  });
}

/** A recorded host with packages, which says that it is bookworm. */
export function bookworm() {
  const host = packageHost();
  copyHost(host.root);
  host.write("/etc/os-release", OS_RELEASE);
  return host;
}

/** A daemon that has audited such a host once. */
export async function startOn(root: string, dir: string): Promise<Daemon> {
  const daemon = await startDaemon({
    dir,
    args: ["--host-root", root],
    env: { CORTEX__INVENTORY__ENABLED: "true", CORTEX__SECURITY__MAX_FEED_BYTES: "100000" },
  });
  await waitFor("the first audit", async () => {
    const response = await daemon.fetch("/v1/vulnerabilities/summary");
    await response.body?.cancel();
    return response.ok ? true : undefined;
  });
  return daemon;
}
