/** Folder where apt keeps what it fetched. */
export const LISTS_DIR = "/var/lib/apt/lists";

/**
 * What changes when apt has fetched lists: their folder, and what is touched where that succeeded, also when there was
 * nothing new, by apt's daily job and by Ubuntu's update-notifier. The lists themselves have the archive's time.
 */
export const FETCH_SIGNS: readonly string[] = [
  LISTS_DIR,
  "/var/lib/apt/periodic/update-stamp",
  "/var/lib/apt/periodic/update-success-stamp",
];
