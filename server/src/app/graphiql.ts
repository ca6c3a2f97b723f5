/** What GraphiQL shows first: a query and a subscription that work on the demo. */
const FIRST_DOCUMENT = `# Signed in to Rapport in this browser? Then GraphiQL is signed in too.

query LatestInteractions {
  interactions(first: 5) {
    nodes { channel direction subject occurredAt customer { name organization { name } } agent { name } }
  }
}

subscription Live {
  interactionFeed {
    ... on FeedEvent { cursor name customer { name } subject { ... on Interaction { channel subject } } }
    ... on FeedHeartbeat { cursor at }
  }
}
`;

// Asks for an access token by the refresh cookie, as the client does, and adds it to each call.
const SIGN_IN_BY_COOKIE = `<script>
  (() => {
    const plainFetch = window.fetch;
    let token = null;
    const freshToken = async () => {
      if (token && Date.parse(token.expiresAt) > Date.now() + 30_000) return token.token;
      const response = await plainFetch('/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      token = response.ok ? await response.json() : null;
      return token?.token;
    };
    window.fetch = async (input, init = {}) => {
      const headers = new Headers(init.headers);
      if (!headers.has('authorization')) {
        const bearer = await freshToken();
        if (bearer) headers.set('authorization', 'Bearer ' + bearer);
      }
      return plainFetch(input, { ...init, headers });
    };
  })();
</script>`;

/** The page to explore the API with. Everything is in it: nothing is loaded from elsewhere. About 9 MB. */
export async function graphiqlPage(): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const page = renderGraphiQL({
    title: 'Rapport: GraphiQL',
    endpoint: '/graphql',
    defaultQuery: FIRST_DOCUMENT,
  });
  return page.replace('<head>', () => `<head>${SIGN_IN_BY_COOKIE}`);
}
