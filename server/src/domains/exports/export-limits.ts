/** How many a user has under way at most. */
export const MAX_UNFINISHED_OF_USER = 2;
/** How many a workspace has under way at most. */
export const MAX_UNFINISHED_OF_WORKSPACE = 10;
/** How many files a user keeps at most. */
export const MAX_KEPT_OF_USER = 20;
/** How long a file is kept, and how long at most one takes. */
export const EXPORT_LIFETIME_HOURS = 72;
/** The largest file. Also fits an `Int`. */
export const MAX_EXPORT_BYTES = 2_000_000_000;
/** How often a page is begun before its export is given up. */
export const MAX_ATTEMPTS = 5;
