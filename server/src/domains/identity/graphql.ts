import './problem.type.ts';
import './workspace.type.ts';
import './user.type.ts';
import './viewer.type.ts';
import './session.type.ts';
import './user.query.ts';
import './user.mutation.ts';
import './session.mutation.ts';
