/** What other domains and the app may use of identity. */
export { forgetOldAttempts } from './attempts.ts';
export { openAuthentication } from './authentication.ts';
export { changeRole } from './change-role.ts';
export { createTeam } from './create-team.ts';
export { createToken } from './create-token.ts';
export { createUser } from './create-user.ts';
export { ensureFirstWorkspace, type FirstWorkspace } from './ensure-first-workspace.ts';
export { findMember } from './member.ts';
export { teamChanged } from './events.ts';
export { lockMember, type MemberReference, requireUsersWrite } from './lock-member.ts';
export { requireTeam } from './lock-team.ts';
export { restoreUser } from './restore-user.ts';
export { suspendUser } from './suspend-user.ts';
export { systemViewer } from './system-viewer.ts';
export { Viewer } from './viewer.type.ts';
