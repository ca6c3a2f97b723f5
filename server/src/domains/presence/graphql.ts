import './customer-presence.type.ts';
import './customer-presence.subscription.ts';
import './presence.mutation.ts';
