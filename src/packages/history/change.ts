/** One change of a package, as the log of its package manager tells it. JSON-safe. */
export interface PackageChange {
  /** Milliseconds since 1970. */
  readonly at_ms: number;
  readonly action: "install" | "upgrade" | "downgrade" | "reinstall" | "remove" | "purge";
  readonly name: string;
  /** Empty where the log does not say. */
  readonly architecture: string;
  /** The version before; null where there was none. */
  readonly from: string | null;
  /** The version after; null where there is none. */
  readonly to: string | null;
  /** `debian`, `arch`. */
  readonly source: string;
  /** What was run to bring it about; null where the log does not say. */
  readonly command: string | null;
  /** Who asked for it; null where the log does not say. */
  readonly user: string | null;
}
