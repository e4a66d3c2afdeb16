/** Whose processes are looked at. */
export interface UserFilter {
  /** Users below this UID are not. */
  readonly minimum_uid: number;
  readonly excluded: readonly string[];
  readonly included: readonly string[];
}

/** Excluded users are never looked at, included ones always, the others from the minimum UID on. */
export function isWatchedUser(
  { user, uid }: { readonly user: string; readonly uid: number },
  { minimum_uid, excluded, included }: UserFilter,
): boolean {
  if (excluded.includes(user)) return false;
  return included.includes(user) || uid >= minimum_uid;
}
