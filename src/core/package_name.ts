/** Longest name of a package that is taken. */
const MAX_NAME = 255;

/**
 * Whether a text may be the name of a package: letters, digits and `-_+.@/`, at most 255, not beginning with `-`,
 * `.` or `/`, without `..`. Such a name is safe in a path and as an argument.
 */
export function isPackageName(name: string): boolean {
  return name.length <= MAX_NAME && /^[A-Za-z0-9_+@][A-Za-z0-9_+.@/-]*$/.test(name) && !name.includes("..");
}
