/** What other domains and the app may use of identity. */
export { openAuthentication } from './authentication.ts';
export { createToken } from './create-token.ts';
export { createUser } from './create-user.ts';
export { ensureFirstWorkspace, type FirstWorkspace } from './ensure-first-workspace.ts';
export { findMember } from './member.ts';
export { systemViewer } from './system-viewer.ts';
export { Viewer } from './viewer.type.ts';
