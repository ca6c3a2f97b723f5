import './lifecycle-stage.type.ts';
import './problem.type.ts';
import './customer.type.ts';
import './organization.type.ts';
import './customer.query.ts';
import './organization.query.ts';
import './customer.mutation.ts';
import './organization.mutation.ts';
