/** One step of a chain: a package and what it asks for that the next one gives. */
export interface WhyStep {
  readonly package: string;
  /** `Optional` is pacman's: what a package is only better with. */
  readonly relation: "Pre-Depends" | "Depends" | "Recommends" | "Suggests" | "Optional";
  readonly wants: string;
}

/** Why a package is installed. */
export interface Why {
  readonly package: string;
  /**
   * manual: somebody asked for it; essential: no system is without it; needed: by the chain; none: nothing holds it.
   */
  readonly reason: "manual" | "essential" | "needed" | "none";
  /** From a package that somebody asked for, or an essential one, to the one that wants this; empty unless needed. */
  readonly chain: readonly WhyStep[];
}

/** A package that wants another one, and how it says so. */
interface Holder<P> {
  readonly by: P;
  readonly step: WhyStep;
}

/** For each package those that want it. */
export class Holders<P> {
  readonly #of = new Map<P, Holder<P>[]>();

  /** Notes that a package wants all of these, any of which would do. */
  add(by: P, step: WhyStep, wanted: readonly P[]): void {
    for (const one of wanted) {
      const known = this.#of.get(one);
      if (known === undefined) this.#of.set(one, [{ by, step }]);
      else known.push({ by, step });
    }
  }

  /** Those that want a package, by name. */
  of(wanted: P): readonly Holder<P>[] {
    return (this.#of.get(wanted) ?? []).toSorted((a, b) => a.step.package < b.step.package ? -1 : 1);
  }
}

/** A package on the way to a target, and the step from it to the package it was reached by. */
interface Reached<P> {
  readonly package: P;
  readonly step: WhyStep | undefined;
  readonly next: Reached<P> | undefined;
}

/** The shortest chain from a package that needs no reason to the target; undefined where none leads to it. */
export function shortestChain<P>(
  target: P,
  holders: Holders<P>,
  isRoot: (found: P) => boolean,
): WhyStep[] | undefined {
  const seen = new Set([target]);
  let level: Reached<P>[] = [{ package: target, step: undefined, next: undefined }];
  while (level.length > 0) {
    const above: Reached<P>[] = [];
    for (const next of level) {
      for (const { by, step } of holders.of(next.package)) {
        if (seen.has(by)) continue;
        seen.add(by);
        const reached = { package: by, step, next };
        if (isRoot(by)) return stepsFrom(reached);
        above.push(reached);
      }
    }
    level = above;
  }
  return undefined;
}

function stepsFrom<P>(reached: Reached<P>): WhyStep[] {
  const steps: WhyStep[] = [];
  for (let at: Reached<P> | undefined = reached; at?.step !== undefined; at = at.next) steps.push(at.step);
  return steps;
}
