import { graphqlRequest } from './graphql-request.ts';

/** Where requests go, and as whom. */
export interface Caller {
  readonly url: string;
  readonly token: string;
}

/** Signs in as a person does. Answers the access token. */
export async function signIn(url: string, email: string, password: string): Promise<string> {
  const { data } = await graphqlRequest<{ signIn: { token?: string } }>(
    url,
    'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { token } } }',
    { input: { email, password } },
  );
  if (data.signIn.token === undefined) throw new Error(`${email} could not sign in`);
  return data.signIn.token;
}

type Input = Readonly<Record<string, unknown>>;

/** Creates a customer. Answers its global id. */
export function createCustomer(
  caller: Caller,
  input: Input = { name: 'Ines Ferreira' },
): Promise<string> {
  return run(caller, 'createCustomer', 'Customer', input);
}

/** Creates an organisation. Answers its global id. */
export function createOrganization(caller: Caller, input: Input): Promise<string> {
  return run(caller, 'createOrganization', 'Organization', input);
}

/** Logs an interaction. Answers its global id. @throws {Error} refused, or the server could not be reached */
export function logInteraction(caller: Caller, input: Input): Promise<string> {
  return run(caller, 'logInteraction', 'Interaction', {
    channel: 'CALL',
    direction: 'INBOUND',
    ...input,
  });
}

/** Runs `task` once for each number below `count`, on so many connections at once. */
export async function shared(
  count: number,
  connections: number,
  task: (number: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < count) await task(next++);
    }),
  );
}

/** Runs a mutation that has to succeed. Answers the global id of what it answers with. */
export async function run(
  { url, token }: Caller,
  mutation: string,
  type: string,
  input: Input,
): Promise<string> {
  const inputType = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await graphqlRequest<{ result: { id?: string; message?: string } }>(
    url,
    `mutation ($input: ${inputType}!) {
      result: ${mutation}(input: $input) { ... on ${type} { id } ... on Problem { message } }
    }`,
    { input },
    token,
  );
  if (data?.result.id === undefined) {
    throw new Error(data?.result.message ?? JSON.stringify(errors));
  }
  return data.result.id;
}
