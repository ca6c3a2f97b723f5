import { graphqlRequest } from './graphql-request.ts';

const logDocument = `mutation ($input: LogInteractionInput!) {
  result: logInteraction(input: $input) {
    __typename
    ... on Interaction { id }
    ... on Problem { message }
  }
}`;

const createDocument = `mutation ($input: CreateCustomerInput!) {
  result: createCustomer(input: $input) {
    __typename
    ... on Customer { id }
    ... on Problem { message }
  }
}`;

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

/** Creates a customer. Answers its global id. */
export function createCustomer(
  caller: Caller,
  input: Readonly<Record<string, unknown>> = { name: 'Ines Ferreira' },
): Promise<string> {
  return made(caller, createDocument, input);
}

/** Logs an interaction. Answers its global id. @throws {Error} refused, or the server could not be reached */
export function logInteraction(
  caller: Caller,
  input: Readonly<Record<string, unknown>>,
): Promise<string> {
  return made(caller, logDocument, { channel: 'CALL', direction: 'INBOUND', ...input });
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

async function made({ url, token }: Caller, query: string, input: object): Promise<string> {
  const { data, errors } = await graphqlRequest<{ result: { id?: string; message?: string } }>(
    url,
    query,
    { input },
    token,
  );
  if (data?.result.id === undefined) {
    throw new Error(data?.result.message ?? JSON.stringify(errors));
  }
  return data.result.id;
}
