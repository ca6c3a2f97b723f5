import { Notice } from '../../ui/notice.tsx';
import { ArchivedBanner } from '../../ui/archived-banner.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import type { useArchiveCustomer } from './use-archive-customer.ts';

interface ArchivedCustomerProps {
  /** Null: the customer is not archived. */
  archivedAt: string | null;
  archive: ReturnType<typeof useArchiveCustomer>;
  canRestore: boolean;
}

/** Says that a customer is put away, and why it could not be, or could not be taken out again. */
export function ArchivedCustomer({ archivedAt, archive, canRestore }: ArchivedCustomerProps) {
  const { failure } = archive;
  const notice = failure && (
    <Notice>
      {failure.message}{' '}
      {failure.owner && (
        <TextLink to="/customers/$customerId" params={{ customerId: failure.owner.id }}>
          Open {failure.owner.name}
        </TextLink>
      )}
    </Notice>
  );
  if (archivedAt === null) return notice;
  return (
    <ArchivedBanner
      at={archivedAt}
      isBusy={archive.isBusy}
      onRestore={canRestore ? () => void archive.restore() : undefined}
      failure={notice}
    />
  );
}
