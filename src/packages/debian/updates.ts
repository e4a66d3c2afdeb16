import { compareDpkgVersions } from "../../versions/mod.ts";
import { type AptSettings, flagOf } from "./apt_conf.ts";
import { candidateOf, type Catalog } from "./catalog.ts";
import type { CatalogEntry, CatalogVersion } from "./catalog_entries.ts";
import type { PendingUpdate } from "../source.ts";
import type { ListFile } from "./lists.ts";
import type { DpkgPackage } from "./dpkg_status.ts";
import { keptBack } from "./kept_back.ts";
import { relationsOf } from "./packages_list.ts";
import type { RelationField } from "./relations.ts";
import { isUnpacked } from "./database.ts";
import { isHeldBack, type PhasingRules } from "./phasing.ts";

/** An update, and from what to what. */
interface Pending {
  readonly update: PendingUpdate;
  readonly from: DpkgPackage;
  readonly to: CatalogVersion;
}

/**
 * The updates that `apt list --upgradable` lists, by name; those that are neither held nor kept back are what
 * `apt-get upgrade` does. The catalog is one of what is installed only.
 */
export function pendingUpdates(catalog: Catalog): PendingUpdate[] {
  const pending = [...catalog.entries].flatMap((entry) => updateOf(catalog, entry))
    .sort(({ update: a }, { update: b }) =>
      a.name < b.name ? -1 : a.name > b.name ? 1 : a.architecture < b.architecture ? -1 : 1
    );
  const upgrades = pending.filter(({ update }) => !update.held && update.phased?.held_back !== true)
    .flatMap(({ from, to: { listed } }) =>
      listed === undefined ? [] : [{ from, to: { ...listed, relations: relationsOf(listed) } }]
    );
  const { database: { packages, native }, settings } = catalog;
  const kept = keptBack(packages.filter(isUnpacked), upgrades, { native, wishes: wishesOf(settings) });
  return pending.map(({ update, from }) => kept.has(from) ? { ...update, kept_back: true } : update);
}

/** What apt installs beside a package though that does without (apt.conf(5), APT::Install-Recommends). */
function wishesOf(settings: AptSettings): RelationField[] {
  return [
    ...flagOf(settings, "apt::install-recommends") ?? true ? ["Recommends" as const] : [],
    ...flagOf(settings, "apt::install-suggests") ?? false ? ["Suggests" as const] : [],
  ];
}

function updateOf(catalog: Catalog, entry: CatalogEntry): Pending[] {
  const dpkg = entry.versions.find(({ installed }) => installed)?.dpkg;
  const candidate = dpkg === undefined ? null : candidateOf(catalog, entry);
  if (dpkg === undefined || candidate === null || candidate.installed) return [];
  if (compareDpkgVersions(candidate.version, dpkg.version) < 0) return [];
  const [list] = candidate.lists;
  const update: PendingUpdate = {
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
  return [{ update, from: dpkg, to: candidate }];
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
