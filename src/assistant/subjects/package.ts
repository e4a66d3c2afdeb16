import type { OutputOf, PackageInfo } from "../../contract/mod.ts";
import { CAUSES, diagnose } from "../causes.ts";
import { defineExplainer, orNone } from "../explainer.ts";
import { factsFrom } from "../fact.ts";
import { gather, orNull } from "../gather.ts";
import { changesOf } from "../package_changes.ts";
import { counted, listed, say, type Sentence } from "../sentence.ts";

/** Vulnerabilities and faults told of one by one. */
const NAMED = 3;
const MOST = 100;
/** Causes that are about packages. */
const CAUSES_OF = ["broken_packages", "vulnerable_service"];
/** Names that packages have (deb-control(5), PKGBUILD(5)). */
const NAME = /^(?!.*\.\.)[A-Za-z0-9_+@][A-Za-z0-9_+.@-]*$/;

/** A package: what it is, why it is there, and what is wrong with it. */
export const packageOf = defineExplainer({
  kind: "package",
  explain: async (id, scene) => {
    if (!NAME.test(id)) return null;
    const { packages, vulnerabilities } = scene.sources;
    const info = await orNone(() => packages.info({ name: id }), "NOT_FOUND");
    if (info === null) return null;
    const causes = CAUSES.filter(({ name }) => CAUSES_OF.includes(name));
    const [why, findings, history, known] = await Promise.all([
      orNull(async () => info.installed ? await packages.why({ name: id }, scene.call) : null),
      orNull(async () => await vulnerabilities.list({ package: id, all: false, limit: MOST })),
      orNull(async () => await packages.history({ name: id, limit: NAMED }, scene.call)),
      gather(scene.sources, scene.call, { wanting: causes, now_ms: scene.now_ms }),
    ]);
    const at = known.at;
    // dpkg's own complaints name the architecture, too, where others may stand beside it.
    const isMeant = (name: string) => [id, `${id}:${info.architecture}`].includes(name);
    return {
      topics: ["packages"],
      paragraphs: [
        what(info, at),
        reason(id, why, at),
        history === null ? [] : changesOf(history),
        vulnerable(findings),
        faults(id, faultsOf(known.conflicts, isMeant), at),
      ],
      found: diagnose(causes, known, ({ subject }) => isMeant(subject)),
    };
  },
});

function what(info: PackageInfo, at: string): Sentence[] {
  const { figure, name, text } = factsFrom({ source: "packages.info", at });
  const { installed_version, candidate_version, installed_bytes } = info;
  const version = (fact: string, value: string) => text(fact, value, info.name);
  return [
    say`${name("package", info.name)} is described as ${name("description", info.description)}`,
    installed_version === null
      ? say`It is not installed${
        candidate_version === null ? [] : say`; on offer is ${version("version on offer", candidate_version)}`
      }`
      : say`Version ${version("installed version", installed_version)} is installed${
        installed_bytes === null
          ? []
          : say` and takes ${figure("space it takes", installed_bytes, "bytes", info.name)}`
      }`,
    ...(info.upgradable && candidate_version !== null
      ? [
        say`An upgrade would bring ${version("version on offer", candidate_version)}${
          info.held ? [", but it is held"] : []
        }`,
      ]
      : []),
  ];
}

function reason(id: string, why: OutputOf<"packages.why"> | null, at: string): Sentence[] {
  if (why === null) return [];
  const { name } = factsFrom({ source: "packages.why", at });
  const asked = name("package", id);
  if (why.reason === "manual") return [say`Somebody asked for ${asked}`];
  if (why.reason === "essential") return [say`No system is without ${asked}`];
  const [first] = why.chain;
  if (why.reason === "none" || first === undefined) return [say`Nothing that is installed wants ${asked}`];
  const chain = why.chain.map((step) => say`${name("package that wants the next", step.package)}`);
  return [say`It is there because ${listed(chain, " wants ")} wants ${asked}`];
}

function vulnerable(found: OutputOf<"vulnerabilities.list"> | null): Sentence[] {
  const [first] = found?.items ?? [];
  if (found === null || first === undefined) return [];
  const { figure, name, text } = factsFrom({ source: "vulnerabilities.list", at: found.audited_at });
  const each = found.items.slice(0, NAMED).map(({ id, severity, fixed_version }) =>
    say`${name("vulnerability", id)} of severity ${text("severity", severity, id)}${
      fixed_version === null
        ? [", without a fix"]
        : say`, fixed in ${text("version with the fix", fixed_version, id)}`
    }`
  );
  const count = figure("known vulnerabilities", found.items.length, "", first.package);
  return [
    say`It has ${counted(count, "known vulnerability", "known vulnerabilities")}: ${listed(each, "; ")}`,
  ];
}

type Conflicts = OutputOf<"packages.conflicts">;

/** What is wrong with the packages of some names themselves. */
function faultsOf(
  conflicts: Conflicts | null,
  isMeant: (name: string) => boolean,
): Pick<Conflicts, "states" | "direct"> {
  return {
    states: conflicts?.states.filter((one) => isMeant(one.package)) ?? [],
    direct: conflicts?.direct.filter((one) => isMeant(one.package)) ?? [],
  };
}

function faults(
  id: string,
  { states, direct }: Pick<Conflicts, "states" | "direct">,
  at: string,
): Sentence[] {
  const { name, text } = factsFrom({ source: "packages.conflicts", at });
  return [
    ...states.slice(0, NAMED).map(({ state }) =>
      say`dpkg has not finished with it: ${text("state of the package", state, id)}`
    ),
    ...direct.slice(0, NAMED).map(({ relation, wants }) =>
      say`A relation does not hold: ${text("relation", relation, id)} ${name("what it asks for", wants)}`
    ),
  ];
}
