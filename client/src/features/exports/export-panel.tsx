import { Anchor, Button, Group, Radio, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { countWords } from '../../lib/count-words.ts';
import { displayLocale } from '../../lib/display-locale.ts';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import classes from './export-panel.module.css';
import { type ExportChoice, type ExportList, isUnderWay, useExport } from './use-export.ts';

interface ExportPanelProps {
  list: ExportList;
  connection: ExportChoice['connection'];
  /** What is left out of what is on the screen, and what is not. Null: nothing to be said. */
  remark: string | null;
  onClose: () => void;
}

const MOST_KEPT = 5;

const failures: Readonly<Record<string, string>> = {
  ACCESS_CHANGED: 'What you may see has changed meanwhile. Export it again.',
  LOG_RESTORED: 'The database was restored meanwhile. Export it again.',
  TOO_LARGE: 'The file would be too large. Filter the list first.',
};

/** Writes a list into a file: which format, how far it is, and the file. */
export function ExportPanel({ list, connection, remark, onClose }: ExportPanelProps) {
  const [format, setFormat] = useState<ExportChoice['format']>('CSV');
  const { state, kept, failure, isStarting, start, cancel, download } = useExport(list);
  const status = state?.status ?? null;
  const isWriting = isUnderWay(status);

  return (
    <Stack>
      {failure && <Notice>{failure}</Notice>}
      {status === 'FAILED' && (
        <Notice>
          {failures[state?.failure ?? ''] ?? 'The file could not be written. Try again.'}
        </Notice>
      )}
      {(status === null || status === 'FAILED') && (
        <Radio.Group
          label="Format"
          value={format}
          onChange={(chosen) => setFormat(chosen === 'CSV' ? 'CSV' : 'JSONL')}
        >
          <Stack gap="xs" mt={6}>
            <Radio value="CSV" label="CSV, for spreadsheets" />
            <Radio value="JSONL" label="JSONL, for programs" />
          </Stack>
        </Radio.Group>
      )}
      {status === null && remark && (
        <Text fz="sm" c="dimmed">
          {remark}
        </Text>
      )}
      {isWriting && <Progress written={state!.rowsWritten} expected={state!.rowsExpected} />}
      {status === 'DONE' && <Text component="output">{readyWords(state!.rowsWritten)}</Text>}
      {status === null && kept.length > 0 && (
        <Stack gap={4}>
          <Text fz="sm" fw={600}>
            Files you still have
          </Text>
          {kept.slice(0, MOST_KEPT).map((file) => (
            <Anchor
              key={file.id}
              component="button"
              type="button"
              fz="sm"
              ta="left"
              onClick={() => void download(file.id)}
            >
              {`${file.fileName}, ${countWords(file.rowsWritten, 'row', 'rows')}, `}
              <RelativeTime at={file.createdAt} />
            </Anchor>
          ))}
        </Stack>
      )}
      <Group justify="flex-end">
        {isWriting && (
          <Button variant="default" onClick={() => void cancel()}>
            Cancel the export
          </Button>
        )}
        {!isWriting && (
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
        )}
        {status === 'DONE' && (
          <Button
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => void download(state!.id)}
          >
            Download
          </Button>
        )}
        {(status === null || status === 'FAILED') && (
          <Button loading={isStarting} onClick={() => void start({ connection, format })}>
            Export
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function Progress({ written, expected }: { written: number; expected: number | null }) {
  const words =
    expected === null
      ? 'It begins in a moment …'
      : `${numberWords(written)} of about ${numberWords(expected)} rows`;
  return (
    <Stack gap={6}>
      <progress
        className={classes['bar']}
        aria-label="Rows written"
        {...(expected !== null && { value: written, max: Math.max(written, expected, 1) })}
      />
      <Text fz="sm" c="dimmed">
        {words}
      </Text>
    </Stack>
  );
}

const readyWords = (rows: number) =>
  `${countWords(rows, 'row', 'rows')} ${rows === 1 ? 'is' : 'are'} ready.`;

const numberWords = (count: number) => new Intl.NumberFormat(displayLocale()).format(count);
