import { useDocumentTitle } from '@mantine/hooks';

/** Names the tab after what the page shows. */
export function DocumentTitle({ children }: { children: string }) {
  useDocumentTitle(`${children} · Rapport`);
  return null;
}
