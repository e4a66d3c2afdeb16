import { factsFrom } from "../fact.ts";
import type { Known } from "../known.ts";
import { counted, listed, say, type Sentence } from "../sentence.ts";
import { defineTopic } from "../topic.ts";

/** How many packages there are, and which could be newer. */
export const packages = defineTopic({
  name: "packages",
  about: "packages and updates",
  example: "Are there updates?",
  words: [
    "package",
    "packages",
    "update",
    "updates",
    "upgrade",
    "upgrades",
    "upgradable",
    "installed",
    "outdated",
    "software",
    "apt",
    "dpkg",
    "pacman",
  ],
  needs: ["packages", "updates"],
  series: [],
  further: ["update_backlog"],
  say: (known) => {
    const { packages } = known;
    if (packages === null) return [];
    const { figure, name, time, text } = factsFrom({
      source: "packages.status",
      at: packages.checked_at ?? packages.built_at,
    });
    const sources = packages.sources.map((one) => say`${name("package manager", one)}`);
    const stale = packages.stale_since === null ? [] : [
      say`That is as of ${time("index out of date since", packages.stale_since)}${
        packages.message === null ? [] : say`: ${text("why the index cannot be built", packages.message)}`
      }`,
    ];
    return [
      say`${counted(figure("packages installed", packages.installed, ""), "package")}${
        sources.length === 0 ? [] : say` of ${listed(sources)}`
      } are installed, ${
        figure("packages asked for", packages.explicit, "")
      } because somebody asked for them`,
      say`There is a newer version of ${figure("packages with updates", packages.updates, "")} of them${
        known.updates === null ? [] : securityOf(known.updates)
      }`,
      ...(known.updates === null ? [] : dueAfter(known.updates)),
      ...stale,
    ];
  },
});

type Updates = NonNullable<Known["updates"]>;

/** Updates and services named. */
const NAMED = 5;

/** How many close security holes, and the first of them. */
function securityOf({ items, security, checked_at, lists }: Updates): Sentence {
  if (checked_at === null) return [];
  const { figure, name, text } = factsFrom({ source: "packages.updates", at: checked_at });
  const first = items.filter((one) => one.security).slice(0, NAMED).map((one) =>
    say`${name("security update", one.name)}`
  );
  return say`, ${figure("security updates", security, "")} of them for security${
    first.length === 0 ? [] : say` (${listed(first)}${security > first.length ? [" and others"] : []})`
  }; ${text("age of the lists", lists.message)}`;
}

/** What is still to be done after upgrades. */
function dueAfter({ reboot_reasons, services_restart, checked_at }: Updates): Sentence[] {
  if (checked_at === null) return [];
  const { name, text } = factsFrom({ source: "packages.updates", at: checked_at });
  const services = (services_restart ?? []).slice(0, NAMED).map(({ service }) =>
    say`${name("service to restart", service)}`
  );
  return [
    ...reboot_reasons.map((reason) => say`A reboot is due: ${text("why a reboot is due", reason)}`),
    ...(services.length === 0
      ? []
      : [say`These services run what an upgrade has replaced: ${listed(services)}`]),
  ];
}
