import { Title } from '@mantine/core';
import { DocumentTitle } from './document-title.tsx';

/** Names the page, on it and on the tab. */
export function PageTitle({ children }: { children: string }) {
  return (
    <Title order={1} size="h3">
      <DocumentTitle>{children}</DocumentTitle>
      {children}
    </Title>
  );
}
