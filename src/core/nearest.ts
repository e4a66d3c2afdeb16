/** The rows at work. Made anew for each pair they would be most of what a search with a slip leaves behind. */
let [before, last, row]: [number[], number[], number[]] = [[], [], []];

/**
 * Edits (insert, delete, replace, swap of neighbours) between two short words; where there are more than `limit`, any
 * number above it.
 */
export function editDistance(a: string, b: string, limit = Infinity): number {
  for (let j = 0; j <= b.length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      }
      row[j] = best;
      least = Math.min(least, best);
    }
    // No later row is below the one before it.
    if (least > limit) return least;
    [before, last, row] = [last, row, before];
  }
  return last[b.length] ?? 0;
}

/** The known word somebody most likely meant, if one is near enough: at most a third of its letters differ. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: { word: string; edits: number } | undefined;
  for (const candidate of known) {
    const edits = editDistance(word.slice(0, 64), candidate.slice(0, 64));
    if (edits <= Math.max(1, Math.ceil(candidate.length / 3)) && (best === undefined || edits < best.edits)) {
      best = { word: candidate, edits };
    }
  }
  return best?.word;
}
