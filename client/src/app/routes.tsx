import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import {
  channels,
  directions,
  type Channel,
  type Direction,
} from '../features/interactions/channels.ts';
import { customerSorts, type CustomerSort } from '../features/customers/customer-sorts.ts';
import { lifecycleStages, type LifecycleStage } from '../features/customers/lifecycle-stages.ts';
import { BrokenPage } from './broken-page.tsx';
import { idsOf, listOf, textOf, withoutEmpty } from './search-params.ts';
import { Shell } from './shell.tsx';

const root = createRootRoute({
  component: Shell,
  notFoundComponent: lazyRouteComponent(() => import('./not-found-page.tsx'), 'NotFoundPage'),
});

/** What of the feed is shown. The text is looked for among what is loaded. */
interface LiveSearch {
  channels?: readonly Channel[] | undefined;
  directions?: readonly Direction[] | undefined;
  agents?: readonly string[] | undefined;
  q?: string | undefined;
}

const live = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: (given: Record<string, unknown>): LiveSearch =>
    withoutEmpty({
      channels: listOf(given['channels'], Object.keys(channels) as Channel[]),
      directions: listOf(given['directions'], Object.keys(directions) as Direction[]),
      agents: idsOf(given['agents']),
      q: textOf(given['q']),
    }),
  component: lazyRouteComponent(() => import('./pages/live-page.tsx'), 'LivePage'),
});

interface CustomersSearch {
  q?: string | undefined;
  stages?: readonly LifecycleStage[] | undefined;
  owners?: readonly string[] | undefined;
  sort?: CustomerSort | undefined;
}

const customers = createRoute({
  getParentRoute: () => root,
  path: '/customers',
  validateSearch: (given: Record<string, unknown>): CustomersSearch => {
    const [sort] = listOf(given['sort'], Object.keys(customerSorts) as CustomerSort[]);
    return withoutEmpty({
      q: textOf(given['q']),
      stages: listOf(given['stages'], Object.keys(lifecycleStages) as LifecycleStage[]),
      owners: idsOf(given['owners']),
      ...(sort && { sort }),
    });
  },
  component: lazyRouteComponent(() => import('./pages/customers-page.tsx'), 'CustomersPage'),
});

const customer = createRoute({
  getParentRoute: () => root,
  path: '/customers/$customerId',
  validateSearch: (given: Record<string, unknown>): { channels?: readonly Channel[] | undefined } =>
    withoutEmpty({ channels: listOf(given['channels'], Object.keys(channels) as Channel[]) }),
  component: lazyRouteComponent(() => import('./pages/customer-page.tsx'), 'CustomerPage'),
});

const organizations = createRoute({
  getParentRoute: () => root,
  path: '/organizations',
  validateSearch: (given: Record<string, unknown>): { q?: string | undefined } =>
    withoutEmpty({ q: textOf(given['q']) }),
  component: lazyRouteComponent(
    () => import('./pages/organizations-page.tsx'),
    'OrganizationsPage',
  ),
});

const organization = createRoute({
  getParentRoute: () => root,
  path: '/organizations/$organizationId',
  component: lazyRouteComponent(() => import('./pages/organization-page.tsx'), 'OrganizationPage'),
});

const away = createRoute({
  getParentRoute: () => root,
  path: '/away',
  validateSearch: (given: Record<string, unknown>): { feed?: string | undefined } =>
    withoutEmpty({ feed: textOf(given['feed']) }),
  component: lazyRouteComponent(() => import('./pages/away-page.tsx'), 'AwayPage'),
});

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/account-page.tsx'), 'AccountPage'),
});

const people = createRoute({
  getParentRoute: () => root,
  path: '/settings/people',
  component: lazyRouteComponent(() => import('./pages/people-page.tsx'), 'PeoplePage'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$secret',
  component: lazyRouteComponent(
    () => import('./pages/other-invitation-page.tsx'),
    'OtherInvitationPage',
  ),
});

/** Every page and its address. */
export const router = createRouter({
  routeTree: root.addChildren([
    live,
    away,
    customers,
    customer,
    organizations,
    organization,
    account,
    people,
    invitation,
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: BrokenPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
