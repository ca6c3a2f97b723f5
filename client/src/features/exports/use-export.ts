import { useState } from 'react';
import { useClient, useMutation, useQuery } from 'urql';
import { graphql, readFragment } from '../../graph/graphql.ts';
import { useStateStream } from '../../graph/use-state-stream.ts';
import { useSubmissionKey } from '../../graph/use-submission-key.ts';

const exportFragment = graphql(`
  fragment ExportState on Export {
    id
    status
    failure
    rowsWritten
    rowsExpected
    bytes
  }
`);

const startExportMutation = graphql(
  `
    mutation ExportStart($input: ExportStartInput!) {
      exportStart(input: $input) {
        __typename
        ... on Export {
          id
          ...ExportState
        }
        ... on Problem {
          message
        }
      }
    }
  `,
  [exportFragment],
);

const cancelExportMutation = graphql(
  `
    mutation ExportCancel($input: ExportCancelInput!) {
      exportCancel(input: $input) {
        __typename
        ... on Export {
          id
          ...ExportState
        }
        ... on Problem {
          message
        }
      }
    }
  `,
  [exportFragment],
);

const exportQuery = graphql(
  `
    query Export($id: ID!) {
      export(id: $id) {
        ...ExportState
      }
    }
  `,
  [exportFragment],
);

const exportsQuery = graphql(
  `
    query Exports {
      exports {
        id
        connection
        fileName
        createdAt
        ...ExportState
      }
    }
  `,
  [exportFragment],
);

const exportLinkQuery = graphql(`
  query ExportLink($id: ID!) {
    export(id: $id) {
      id
      url
    }
  }
`);

const exportProgressSubscription = graphql(
  `
    subscription ExportProgress {
      exportProgress {
        ...ExportState
      }
    }
  `,
  [exportFragment],
);

type ExportStart = ReturnType<typeof graphql.scalar<'ExportStartInput'>>;

/** Which list. */
export type ExportList = ReturnType<typeof graphql.scalar<'ExportableList'>>;

type Status = ReturnType<typeof graphql.scalar<'ExportStatus'>>;

/** Whether a file is still being written. */
export function isUnderWay(status: Status | null): boolean {
  return status === 'QUEUED' || status === 'RUNNING';
}

/** What to write, and how. */
export type ExportChoice = Omit<ExportStart, 'idempotencyKey'>;

/**
 * Writes a list into a file and follows how it comes on, one at a time; one that is under way when
 * this opens is taken up. `kept` are the files of the list that are still there, the newest first.
 */
export function useExport(connection: ExportList) {
  const client = useClient();
  const [id, setId] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [starting, startExport] = useMutation(startExportMutation);
  const [, cancelExport] = useMutation(cancelExportMutation);
  const keyFor = useSubmissionKey();
  const [{ data: all }] = useQuery({ query: exportsQuery, requestPolicy: 'cache-and-network' });
  const own = (all?.exports ?? [])
    .filter((one) => one.connection === connection)
    .map((one) => ({ ...one, ...readFragment(exportFragment, one) }));
  const begun = own.find(({ status }) => isUnderWay(status));
  if (id === null && begun) setId(begun.id);
  const kept = own.filter((one) => one.status === 'DONE' && one.id !== id);
  useStateStream(exportProgressSubscription, id !== null);
  const [{ data }] = useQuery({
    query: exportQuery,
    variables: { id: id ?? '' },
    pause: id === null,
    requestPolicy: 'cache-and-network',
  });

  async function start(choice: ExportChoice): Promise<void> {
    setFailure(null);
    const input = { ...choice, idempotencyKey: keyFor(choice) };
    const answer = (await startExport({ input })).data?.exportStart;
    if (answer?.__typename === 'Export') setId(answer.id);
    else if (answer && 'message' in answer) setFailure(answer.message);
    else setFailure('Nothing was exported. Check your connection and try again.');
  }

  async function cancel(): Promise<void> {
    if (id === null) return;
    const { data: done } = await cancelExport({ input: { exportId: id } });
    // The list of them has its new state too, so it is not taken up again.
    if (done?.exportCancel.__typename === 'Export') setId(null);
    else setFailure('The export goes on. Check your connection and try again.');
  }

  /** Asks for a link, which is good for some minutes only, and lets the browser take the file by it. */
  async function download(exportId: string): Promise<void> {
    const asked = client.query(
      exportLinkQuery,
      { id: exportId },
      { requestPolicy: 'network-only' },
    );
    const url = (await asked.toPromise()).data?.export?.url;
    if (url) window.location.assign(url);
    else setFailure('The file is not there any more. Export it again.');
  }

  const state = id === null ? null : readFragment(exportFragment, data?.export ?? null);
  return { state, kept, failure, isStarting: starting.fetching, start, cancel, download };
}
