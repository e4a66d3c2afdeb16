/**
 * Users: whose processes load this host. What counts as a user that is looked at: one from `users.minimum_uid` on,
 * or an included one, and never an excluded one.
 * @module
 */
export { listUsers } from "./list.ts";
