/** live: at once; worker: the part restarts by itself; restart: waits for the next start of the daemon. */
export type Reload = "live" | "worker" | "restart";

/** What a setting says of itself besides its type. */
export interface SettingMeta {
  readonly summary: string;
  readonly reload: Reload;
  readonly unit?: string;
  readonly secret?: boolean;
}

/** The metadata of a setting. */
export const about = (
  summary: string,
  reload: Reload = "live",
  more: { unit?: string; secret?: boolean } = {},
) => ({
  summary,
  reload,
  ...more,
});
