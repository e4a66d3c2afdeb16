/** A place of a pattern: any number of characters, or one that fits. */
type Place = "any" | ((character: string) => boolean);

/**
 * Whether a text fits a pattern of fnmatch(3): `*`, `?`, and sets in brackets. It takes as many steps as pattern and
 * text are long, multiplied, whatever the pattern is.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const places = placesOf(pattern);
  let [at, i, star, resume] = [0, 0, -1, 0];
  while (at < text.length) {
    const place = places[i];
    if (place === "any") [star, resume, i] = [i, at, i + 1];
    else if (place?.(text.charAt(at)) === true) [at, i] = [at + 1, i + 1];
    else if (star < 0) return false;
    else [at, i, resume] = [resume + 1, star + 1, resume + 1];
  }
  return places.slice(i).every((place) => place === "any");
}

function placesOf(pattern: string): Place[] {
  return [...pattern.matchAll(/\[([!^]?)(\]?[^\]]*)\]|[\s\S]/g)].map(([found, not, set]): Place => {
    if (set !== undefined) return (character) => inSet(set, character) === (not === "");
    if (found === "*") return "any";
    return found === "?" ? () => true : (character) => character === found;
  });
}

/** Sets hold characters and ranges: `a-z0_`. */
function inSet(set: string, character: string): boolean {
  return [...set.matchAll(/([\s\S])-([\s\S])|[\s\S]/g)].some(([found, first, last]) =>
    first === undefined || last === undefined ? found === character : first <= character && character <= last
  );
}
