/** What the app may use of exports. */
export { forgetOldExports } from './forget-old-exports.ts';
export { openDownloads } from './download.ts';
export { writeExports } from './write-exports.ts';
