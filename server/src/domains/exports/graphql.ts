import './problem.type.ts';
import './export.type.ts';
import './export.query.ts';
import './export.mutation.ts';
import './export-progress.subscription.ts';
