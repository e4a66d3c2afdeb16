import { displayName } from "./database.ts";
import { siblingClashes } from "./direct_conflicts.ts";
import type { DpkgPackage } from "./dpkg_status.ts";
import type { InstalledSet } from "./installed_set.ts";

/** Packages tried for one, after which it is taken to be whole: real ones need a few hundred, and the stack has room. */
const MAX_STEPS = 5_000;

/** Packages of which one is needed. */
type Group = readonly Node[];

/** A package with what it needs, one of each group, and what it cannot stand beside. */
interface Node {
  readonly package: DpkgPackage;
  readonly needs: readonly Group[];
  readonly clashes: Set<Node>;
}

/**
 * The packages that cannot be whole with what the set has, however far away the cause is: the set of
 * `dose-debcheck`. A package is whole when some part of the set has it, the essential packages and all that these
 * need, with no conflict in that part.
 */
export function brokenTransitively(set: InstalledSet): string[] {
  const nodes = graph(set);
  const hopeless = withoutSupport(nodes);
  const essential = nodes.filter((node) => node.package.essential);
  const peaceful = nodes.every((node) => node.clashes.size === 0);
  const broken = essential.some((node) => hopeless.has(node))
    ? nodes
    : nodes.filter((node) => hopeless.has(node) || !(peaceful || stand([node, ...essential], hopeless)));
  return [...new Set(broken.map((node) => displayName(node.package, set.native)))].sort();
}

function graph(set: InstalledSet): Node[] {
  const nodes = new Map<DpkgPackage, Node & { needs: Group[] }>();
  for (const found of set.packages) nodes.set(found, { package: found, needs: [], clashes: new Set() });
  const of = (found: DpkgPackage[]) => found.flatMap((one) => nodes.get(one) ?? []);
  for (const node of nodes.values()) {
    const { relations } = node.package;
    for (const clause of [...relations["Pre-Depends"] ?? [], ...relations.Depends ?? []]) {
      node.needs.push(of(clause.flatMap((alternative) => set.satisfying(alternative, node.package))));
    }
    const hits = [...relations.Conflicts ?? [], ...relations.Breaks ?? []].flat()
      .flatMap((alternative) => set.hit(alternative, node.package));
    for (const other of of([...hits, ...siblingClashes(set, node.package)])) {
      node.clashes.add(other);
      other.clashes.add(node);
    }
  }
  return [...nodes.values()];
}

/** Those that need something which is not there, or which itself needs something that is not there, and so on. */
function withoutSupport(nodes: readonly Node[]): Set<Node> {
  const wantedBy = new Map<Node, Node[]>(nodes.map((node) => [node, []]));
  for (const node of nodes) {
    for (const one of new Set(node.needs.flat())) wantedBy.get(one)?.push(node);
  }
  const hopeless = new Set<Node>();
  const waiting = [...nodes];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (hopeless.has(node) || !node.needs.some((group) => group.every((one) => hopeless.has(one)))) continue;
    hopeless.add(node);
    for (const holder of wantedBy.get(node) ?? []) waiting.push(holder);
  }
  return hopeless;
}

/** Whether a part of the set without conflict has all of the wanted and what they need. */
function stand(wanted: readonly Node[], hopeless: ReadonlySet<Node>): boolean {
  let steps = 0;
  /** Adds nodes and what they need to a part; where a group leaves a choice, tries one after the other. */
  const extend = (
    part_before: ReadonlySet<Node>,
    groups_before: readonly Group[],
    added: readonly Node[],
  ): boolean => {
    const part = new Set(part_before);
    const groups = [...groups_before];
    const waiting = [...added];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (part.has(node)) continue;
      if (++steps > MAX_STEPS) return true;
      if (hopeless.has(node) || [...node.clashes].some((other) => part.has(other))) return false;
      part.add(node);
      for (const group of node.needs) {
        if (group.length === 1) waiting.push(...group);
        else groups.push(group);
      }
    }
    const [next, ...others] = groups.filter((group) => !group.some((one) => part.has(one)));
    return next === undefined || next.some((one) => extend(part, others, [one]));
  };
  return extend(new Set(), [], wanted);
}
