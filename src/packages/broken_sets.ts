/**
 * Packages tried for one, after which it is taken to be whole: real ones need a few hundred, and the stack has room.
 */
const MAX_STEPS = 5_000;

/** What a package is in the eyes of others, and what it needs and cannot stand of a set. */
export interface Wants<P> {
  /** For people. */
  readonly name: string;
  /** No part of the set is whole without it. */
  readonly essential: boolean;
  /** Groups of packages: one of each is needed. */
  readonly needs: readonly (readonly P[])[];
  /** Packages that it cannot stand beside. */
  readonly clashes: readonly P[];
}

/** Packages of which one is needed. */
type Group = readonly Node[];

/** A package with what it needs, one of each group, and what it cannot stand beside. */
interface Node {
  readonly name: string;
  readonly essential: boolean;
  readonly needs: readonly Group[];
  readonly clashes: Set<Node>;
}

/**
 * The packages that cannot be whole with what the set has, by name, however far away the cause is: the set of
 * `dose-debcheck`. A package is whole when some part of the set has it, the essential packages and all that these
 * need, with no conflict in that part.
 */
export function brokenTransitively<P>(packages: readonly P[], wantsOf: (found: P) => Wants<P>): string[] {
  const nodes = graph(packages, wantsOf);
  const hopeless = withoutSupport(nodes);
  const essential = nodes.filter((node) => node.essential);
  const peaceful = nodes.every((node) => node.clashes.size === 0);
  const broken = essential.some((node) => hopeless.has(node))
    ? nodes
    : nodes.filter((node) => hopeless.has(node) || !(peaceful || stand([node, ...essential], hopeless)));
  return [...new Set(broken.map(({ name }) => name))].sort();
}

function graph<P>(packages: readonly P[], wantsOf: (found: P) => Wants<P>): Node[] {
  const nodes = new Map<P, { node: Node & { needs: Group[] }; wants: Wants<P> }>();
  for (const found of packages) {
    const wants = wantsOf(found);
    const { name, essential } = wants;
    nodes.set(found, { node: { name, essential, needs: [], clashes: new Set() }, wants });
  }
  const of = (found: readonly P[]) => found.flatMap((one) => nodes.get(one)?.node ?? []);
  for (const { node, wants } of nodes.values()) {
    node.needs.push(...wants.needs.map(of));
    for (const other of of(wants.clashes)) {
      node.clashes.add(other);
      other.clashes.add(node);
    }
  }
  return [...nodes.values()].map(({ node }) => node);
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
