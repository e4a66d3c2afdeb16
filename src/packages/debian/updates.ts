import { compareDpkgVersions } from "../../versions/mod.ts";
import { candidateOf, type Catalog } from "./catalog.ts";
import type { CatalogEntry, CatalogVersion } from "./catalog_entries.ts";
import type { PendingUpdate } from "../source.ts";
import type { ListFile } from "./lists.ts";
import type { DpkgPackage } from "./dpkg_status.ts";
import { newestFirst } from "./policy.ts";
import { isHeldBack, type PhasingRules } from "./phasing.ts";
import { leftByUpgrade, type SeenPackage } from "./left_by_upgrade.ts";

/**
 * The updates that `apt list --upgradable` lists, by name; those that are neither held nor kept back are what
 * `apt-get upgrade` does. The catalog is one of what is installed only.
 */
export function pendingUpdates(catalog: Catalog): PendingUpdate[] {
  const installed = [...catalog.entries].flatMap((entry) => seenOf(catalog, entry));
  const kept = leftByUpgrade(catalog, installed);
  return installed.flatMap(({ dpkg, update }) =>
    update === null ? [] : [kept.has(dpkg) ? { ...update, kept_back: true } : update]
  ).sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : a.architecture < b.architecture ? -1 : 1);
}

function seenOf(catalog: Catalog, entry: CatalogEntry): SeenPackage[] {
  const now = entry.versions.find(({ installed }) => installed);
  if (now?.dpkg === undefined) return [];
  const candidate = candidateOf(catalog, entry);
  const update = candidate !== null && isUpgrade(entry, candidate)
    ? updateOf(catalog, entry, now.dpkg, candidate)
    : null;
  return [{ dpkg: now.dpkg, now, candidate, update }];
}

/**
 * Whether apt would put its candidate in the place of the version that is installed. A build of the same version is
 * newer for apt where it stands before the installed one.
 */
export function isUpgrade({ versions }: CatalogEntry, candidate: CatalogVersion): boolean {
  return !candidate.installed &&
    newestFirst(versions).find((version) => version.installed || version === candidate) === candidate;
}

function updateOf(
  catalog: Catalog,
  entry: CatalogEntry,
  dpkg: DpkgPackage,
  candidate: CatalogVersion,
): PendingUpdate {
  const [list] = candidate.lists;
  return {
    name: entry.name,
    architecture: dpkg.architecture,
    current: dpkg.version,
    candidate: candidate.version,
    origin: list === undefined ? "" : originOf(list),
    download_bytes: candidate.listed?.download_bytes ?? null,
    security: entry.versions.some((version) =>
      isBetween(version, dpkg.version, candidate) && version.lists.some(isSecurity)
    ),
    held: dpkg.want === "hold",
    kept_back: false,
    phased: phaseOf(catalog.phasing, entry, dpkg.version, candidate),
  };
}

/** A phase holds no update back that skips one from a security archive. */
function phaseOf(
  rules: PhasingRules,
  { versions }: CatalogEntry,
  current: string,
  candidate: CatalogVersion,
): PendingUpdate["phased"] {
  const { phased_percent: percentage = null, source } = candidate.listed ?? {};
  if (percentage === null || percentage >= 100 || source === undefined) return null;
  const is_urgent = versions.some((version) =>
    version !== candidate && isBetween(version, current, candidate) &&
    version.lists.some(({ release }) => release.suite.endsWith("-security"))
  );
  const is_held = !rules.by_policy && !is_urgent && isHeldBack(rules, source, percentage);
  return { percentage, held_back: is_held };
}

function isBetween({ version }: CatalogVersion, current: string, candidate: CatalogVersion): boolean {
  return compareDpkgVersions(version, current) > 0 && compareDpkgVersions(version, candidate.version) <= 0;
}

/** Who made a list, for people: `Debian:stable`; the host where the archive does not say. */
export function originOf({ release, site }: ListFile): string {
  return [release.origin || site, release.suite || release.codename].filter((part) => part !== "").join(":");
}

/** Whether a list is of a security archive: Debian labels them, Ubuntu names the suite so. */
function isSecurity({ release }: ListFile): boolean {
  return release.label === "Debian-Security" || /-security$/.test(release.suite) ||
    /-security$/.test(release.codename);
}
