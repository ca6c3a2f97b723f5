/** What came of asking for one change. */
export type Answer =
  | { readonly outcome: 'done'; readonly results: readonly Result[] }
  /** Nobody knows: the node may have done it or not. */
  | { readonly outcome: 'lost' };

export interface Result {
  readonly id?: string;
  readonly version?: number;
  readonly code?: string;
}

const PATIENCE_MS = 6_000;

/** Runs a mutation on a node that may be frozen, dying or dead. */
export async function ask(
  url: string,
  token: string,
  mutation: { readonly name: string; readonly type: string; readonly input: object },
): Promise<Answer> {
  const { name, type, input } = mutation;
  const fields = type === 'Organization' ? 'id' : 'id version';
  const choice = `... on ${type} { ${fields} } ... on Problem { code }`;
  const selection = name === 'logInteractions' ? `results { ${choice} }` : choice;
  const inputType = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        query: `mutation ($input: ${inputType}!) { answer: ${name}(input: $input) { ${selection} } }`,
        variables: { input },
      }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const { data, errors } = (await response.json()) as {
      data?: { answer: Result & { results?: readonly Result[] } } | null;
      errors?: readonly { readonly message: string; readonly extensions: { code: string } }[];
    };
    if (data?.answer) return { outcome: 'done', results: data.answer.results ?? [data.answer] };
    const code = errors?.[0]?.extensions.code ?? '';
    // Any other refusal is a fault of the campaign's own.
    if (!TEMPORARY.has(code)) throw new Misasked(JSON.stringify(errors));
    return { outcome: 'lost' };
  } catch (error) {
    if (error instanceof Misasked) throw error;
    return { outcome: 'lost' };
  }
}

const TEMPORARY = new Set(['INTERNAL', 'UNAVAILABLE', 'TIMEOUT']);

class Misasked extends Error {}
