import { defineRule, ofHost, type Seen, UNKNOWN } from "../rule.ts";
import { lines, name } from "./_text.ts";

/** Packages kept with an alert. */
const KEPT = 100;
/** Packages named in a text. */
const NAMED = 10;

const COMMON = { kind: "system", category: "apt", comparison: "at_least", hysteresis: 0 } as const;

/** Updates from a security archive that are not installed. */
export const securityUpdates = defineRule({
  ...COMMON,
  name: "security_updates",
  summary: "Security updates that are pending",
  metric: "security_updates",
  unit: "updates",
  warning: 1,
  critical: null,
  for_seconds: 0,
  read: ({ packages }) => {
    if (isBlind(packages)) return UNKNOWN;
    const updates = packages.updates.items.filter(({ security }) => security)
      .map(({ name, architecture, current, candidate }) => ({ name, architecture, current, candidate }));
    return ofHost(updates.length, { updates: updates.slice(0, KEPT) });
  },
  text: ({ value, facts: { updates = [] } }) => ({
    message: value === 0
      ? "No security update is pending"
      : `${value} security ${value === 1 ? "update is" : "updates are"} pending`,
    description: named(
      value,
      updates.map((one) => `${name(one.name)}: ${name(one.current)} to ${name(one.candidate)}`),
    ),
    recommendation: "See them: cortex updates --security",
  }),
  gone: () => "There is no package manager any more",
});

/** Packages that are broken, or suffer from one that is. It may last as long as an upgrade runs. */
export const brokenPackages = defineRule({
  ...COMMON,
  name: "broken_packages",
  summary: "Packages that are broken",
  metric: "broken_packages",
  unit: "packages",
  warning: 1,
  critical: null,
  for_seconds: 600,
  read: ({ packages }) => {
    if (packages === null) return UNKNOWN;
    const { broken } = packages;
    return ofHost(broken.length, { packages: broken.slice(0, KEPT) });
  },
  text: ({ value, facts: { packages = [] } }) => ({
    message: value === 0
      ? "No package is broken"
      : `${value} ${value === 1 ? "package is" : "packages are"} broken`,
    description: named(value, packages.map(name)),
    recommendation: "See what is wrong: cortex conflicts",
  }),
  gone: () => "There is no package manager any more",
});

/** A host that runs what an upgrade has replaced. */
export const rebootRequired = defineRule({
  ...COMMON,
  name: "reboot_required",
  summary: "A reboot that is required, as 1",
  metric: "reboot_required",
  unit: "reboot",
  warning: 1,
  critical: null,
  for_seconds: 0,
  read: ({ packages }) => {
    if (packages === null) return UNKNOWN;
    const { reboot_required, reboot_reasons } = packages.updates;
    return ofHost(reboot_required ? 1 : 0, { reasons: reboot_reasons });
  },
  text: ({ value, facts: { reasons = [] } }) => ({
    message: value === 0 ? "No reboot is required" : "A reboot is required",
    description: lines(...reasons.map(name)),
    recommendation: "See what for: cortex updates; uname -r; cat /run/reboot-required.pkgs",
  }),
  gone: () => "There is no package manager any more",
});

/** Lists of packages from which newer updates cannot be seen. */
export const staleLists = defineRule({
  ...COMMON,
  name: "stale_lists",
  summary: "Age of the lists of packages",
  metric: "package_lists_age_days",
  unit: "days",
  warning: 7,
  critical: 30,
  for_seconds: 0,
  read: ({ packages }) => ofHost(packages?.updates.lists.age_days, {}),
  text: ({ value }) => ({
    message: value === 0
      ? "The lists of packages are less than a day old"
      : `The lists of packages are ${value} ${value === 1 ? "day" : "days"} old`,
    description: "What came out since then is not known: neither updates nor security updates",
    recommendation: "See why they are not fetched: systemctl status apt-daily.timer; " +
      "journalctl -u apt-daily.service -n 50",
  }),
  gone: () => "There are no lists of packages any more",
});

/** Without lists no update can be seen: that there is none is not known. */
function isBlind(packages: Seen["packages"]): packages is null {
  return packages === null || packages.updates.lists.count === 0;
}

function named(value: number, items: readonly string[]): string {
  const more = value - Math.min(items.length, NAMED);
  return lines(...items.slice(0, NAMED), more > 0 ? `and ${more} more` : "");
}
