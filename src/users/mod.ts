/**
 * Users: whose processes load this host, and for how long. What counts as a user that is looked at: one from
 * `users.minimum_uid` on, or an included one, and never an excluded one. What counts as a spike: a sample at or
 * above the user's threshold, and those after it. What counts as persistent: a spike that has lasted for
 * `users.persistent_minutes`, CPU and memory apart. One sample below the threshold within that time is tolerated,
 * the second one ends it, and what comes after is another spike. 5 minutes without a sample end it too.
 * @module
 */
export { listUsers } from "./list.ts";
export { createUserWatch, type UserWatch, type UserWatchOptions } from "./watch.ts";
