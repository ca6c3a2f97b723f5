import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForFile, endedExport, rowsOf, seenExport, startExport } from '../support/exports.ts';
import { graphqlRequest } from '../support/graphql-request.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import {
  type Caller,
  createCustomer,
  createOrganization,
  logInteraction,
  run,
} from '../support/workload.ts';

let server: TestServer;
let owner: Caller;
let agent: Caller;
let strangers: Caller;

beforeAll(async () => {
  server = await bootServer();
  owner = { url: server.url, token: await server.workspace.token('OWNER') };
  agent = { url: server.url, token: await server.workspace.token('AGENT') };
  const other = await server.addWorkspace('other');
  strangers = { url: server.url, token: await other.token() };
  const organizationId = await createOrganization(owner, { name: 'Yılmaz Kahve' });
  for (let n = 0; n < 130; n++) {
    await createCustomer(owner, {
      name: `Customer ${n}`,
      organizationId,
      tags: ['vip', 'a "quoted" one'],
      phone: '+31201234567',
    });
  }
  await createCustomer(strangers, { name: 'Of strangers' });
});
afterAll(() => server.stop());

async function done(caller: Caller, connection: object, format: 'JSONL' | 'CSV' = 'JSONL') {
  const id = await startExport(caller, connection, format);
  return endedExport(caller, id);
}

describe('a list as JSONL', () => {
  test('every line is what the API answers for the object, the whole list once', async () => {
    const made = await done(owner, { customers: {} });

    expect(made).toMatchObject({ status: 'DONE', rowsWritten: 130, rowsExpected: 130 });
    const rows = await rowsOf(owner, made.id);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(130);
    const selection = made.columns.map((name) => name.replace(/^(.*)\.id$/, '$1 { id }')).join(' ');
    const { data } = await graphqlRequest<{ nodes: unknown[] }>(
      owner.url,
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { ${selection} } } }`,
      { ids: rows.slice(0, 100).map(({ id }) => id) },
      owner.token,
    );
    expect(rows.slice(0, 100)).toEqual(data.nodes);
  });

  test('the columns are the fields that the schema declares, other objects by their ids', async () => {
    const made = await done(owner, { customers: {} });

    expect(made.columns[0]).toBe('id');
    expect(made.columns).toEqual(
      expect.arrayContaining(['name', 'otherEmails', 'archivedAt', 'organization.id', 'owner.id']),
    );
    expect(made.columns).not.toContain('interactions');
  });

  test('the list’s own filter holds', async () => {
    const since = new Date(Date.now() - 3_600_000).toISOString();
    const filter = { lifecycleStage: { eq: 'LEAD' }, createdAt: { gte: since } };
    await createCustomer(owner, { name: 'A lead', lifecycleStage: 'LEAD' });

    const made = await done(owner, { customers: filter });

    const leads = await rowsOf(owner, made.id);
    expect(leads.map(({ lifecycleStage }) => lifecycleStage)).toContain('LEAD');
    expect(new Set(leads.map(({ lifecycleStage }) => lifecycleStage)).size).toBe(1);
  });

  test.for(['organizations', 'interactions', 'users', 'teams'])(
    '%s can be had too',
    async (name) => {
      const customerId = await createCustomer(owner, { name: 'With a call' });
      await logInteraction(owner, {
        customerId,
        participants: [{ role: 'TO', name: 'Ayşe', address: 'ayse@example.com' }],
      });
      if (name === 'teams') await run(owner, 'createTeam', 'Team', { name: 'North' });

      const made = await done(owner, { [name]: {} });

      const { data } = await graphqlRequest<{ list: { totalCount: number } }>(
        owner.url,
        `{ list: ${name} { totalCount } }`,
        {},
        owner.token,
      );
      expect(made).toMatchObject({ status: 'DONE', rowsWritten: data.list.totalCount });
      expect(made.rowsWritten).toBeGreaterThan(0);
      expect(await rowsOf(owner, made.id)).toHaveLength(made.rowsWritten);
    },
  );

  test('an empty list is an empty file', async () => {
    const made = await done(owner, { customers: { externalId: { eq: 'nobody has it' } } });

    const answer = await askForFile(owner, made.id);
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });
});

describe('a list as CSV', () => {
  test('is quoted by RFC 4180, with a header, lists joined and formulas made harmless', async () => {
    await createCustomer(owner, {
      name: '=HYPERLINK("http://evil.example","Click")',
      externalId: 'formula',
      phone: '+905551112233',
      tags: ['vip', 'a "quoted" one'],
    });

    const made = await done(owner, { customers: { externalId: { eq: 'formula' } } }, 'CSV');

    const answer = await askForFile(owner, made.id);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
    expect(text.startsWith('\uFEFF"id",')).toBe(true);
    const [header, row, end] = text.slice(1).split('\r\n');
    expect(header).toBe(made.columns.map((name) => `"${name}"`).join(','));
    expect(row).toContain(`"'=HYPERLINK(""http://evil.example"",""Click"")"`);
    expect(row).toContain('"vip; a ""quoted"" one"');
    expect(row).toContain('"+905551112233"');
    expect(end).toBe('');
    expect(answer.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="customers-\d{4}-\d\d-\d\d\.csv"$/,
    );
  });
});

describe('taking the file', () => {
  let made: Awaited<ReturnType<typeof done>>;
  let whole: string;
  beforeAll(async () => {
    made = await done(owner, { customers: {} });
    whole = await (await askForFile(owner, made.id)).text();
  });

  test('with the link alone, as a browser does; not once it is old or changed', async () => {
    const answer = await fetch(`${server.url}${made.url}`);
    const changed = await fetch(
      `${server.url}${made.url!.replace(/key=(.)/, (_, one) => `key=${one === 'A' ? 'B' : 'A'}`)}`,
    );

    expect(await answer.text()).toBe(whole);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Number(answer.headers.get('content-length'))).toBe(made.bytes);
    expect(changed.status).toBe(401);
  });

  test.for([
    ['bytes=0-99', 0, 100],
    ['bytes=100-', 100, undefined],
    ['bytes=-50', -50, undefined],
  ] as const)('%s goes on with a broken download', async ([range, from, to]) => {
    const answer = await askForFile(owner, made.id, { headers: { range } });

    expect(answer.status).toBe(206);
    expect(await answer.text()).toBe(Buffer.from(whole).subarray(from, to).toString());
  });

  test('a range beyond the end is refused; one of another file gets the whole', async () => {
    const beyond = await askForFile(owner, made.id, { headers: { range: 'bytes=999999999-' } });
    const other = await askForFile(owner, made.id, {
      headers: { range: 'bytes=0-9', 'if-range': '"another"' },
    });

    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([
      416,
      `bytes */${made.bytes}`,
    ]);
    expect([other.status, await other.text()]).toEqual([200, whole]);
  });

  test('nobody else sees it, nor gets it', async () => {
    for (const other of [agent, strangers]) {
      expect(await seenExport(other, made.id)).toBeNull();
      expect((await askForFile(other, made.id)).status).toBe(404);
    }
    const { status } = await fetch(`${server.url}/exports/${encodeURIComponent(made.id)}`);
    expect(status).toBe(401);
    const posted = await askForFile(owner, made.id, { method: 'POST' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  test('cancelled, its file is gone', async () => {
    const other = await done(owner, { teams: {} });

    await run(owner, 'exportCancel', 'Export', { exportId: other.id });

    expect(await seenExport(owner, other.id)).toMatchObject({ status: 'CANCELLED', url: null });
    expect((await askForFile(owner, other.id)).status).toBe(404);
  });
});
