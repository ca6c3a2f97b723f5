/** What a script may ask of the API: one signed-in request after another. */
export interface Graph {
  readonly createCustomer: (input: {
    name: string;
    email?: string;
    lifecycleStage?: string;
  }) => Promise<string>;
  readonly updateCustomer: (input: {
    id: string;
    jobTitle?: string;
    phone?: string;
  }) => Promise<void>;
  readonly logInteraction: (input: LoggedInteraction) => Promise<void>;
  readonly createUser: (input: {
    name: string;
    email: string;
    password: string;
    role: string;
  }) => Promise<string>;
  readonly changeRole: (input: { id: string; role: string }) => Promise<void>;
}

interface LoggedInteraction {
  readonly customerId: string;
  readonly subject: string;
  readonly channel?: string;
  readonly occurredAt?: string;
}

/** Signs a script in. */
export async function signedInGraph(url: string, email: string, password: string): Promise<Graph> {
  const { signIn } = await ask<{ signIn: { token: string } }>(
    `mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { token } } }`,
    { email, password },
  );

  async function ask<Data>(query: string, input: object, token?: string): Promise<Data> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables: { input } }),
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** Runs a mutation that has to succeed; answers the id of what it made. */
  async function change(name: string, inputType: string, type: string, input: object) {
    const query = `mutation ($input: ${inputType}!) {
      result: ${name}(input: $input) { __typename ... on ${type} { id } ... on Problem { message } }
    }`;
    const { result } = await ask<{ result: { id?: string; message?: string } }>(
      query,
      input,
      signIn.token,
    );
    if (!result.id) throw new Error(`${name}: ${result.message}`);
    return result.id;
  }

  return {
    createCustomer: (input) => change('createCustomer', 'CreateCustomerInput', 'Customer', input),
    async updateCustomer(input) {
      await change('updateCustomer', 'UpdateCustomerInput', 'Customer', input);
    },
    createUser: (input) => change('createUser', 'CreateUserInput', 'User', input),
    async changeRole(input) {
      await change('changeRole', 'ChangeRoleInput', 'User', input);
    },
    async logInteraction({ channel = 'CALL', ...input }) {
      const interaction = { channel, direction: 'INBOUND', ...input };
      await change('logInteraction', 'LogInteractionInput', 'Interaction', interaction);
    },
  };
}
