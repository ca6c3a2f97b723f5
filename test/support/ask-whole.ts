/** All that an answer holds. */
export interface WholeAnswer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: {
    readonly cost?: { readonly requested: number; readonly limit: number };
  };
}

/** Sends one operation over HTTP. Answers what came back as it is. */
export async function askWhole(
  url: string,
  token: string,
  query: string,
  variables: object = {},
): Promise<WholeAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as WholeAnswer;
}
