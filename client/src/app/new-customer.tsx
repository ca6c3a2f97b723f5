import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { lazy, useState } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { useAgents } from './use-agents.ts';
import { usePermissions } from './use-permissions.ts';

const CreateCustomerForm = lazy(async () => ({
  default: (await import('../features/customers/create-customer-form.tsx')).CreateCustomerForm,
}));

interface NewCustomerProps {
  /** Where the customer belongs, when that is known beforehand. */
  organization?: { readonly id: string; readonly name: string };
}

/** A button for who may add customers; the page of the new one opens afterwards. */
export function NewCustomer({ organization }: NewCustomerProps) {
  const [isOpen, setIsOpen] = useState(false);
  const navigate = useNavigate();
  // Whoever is suspended looks after nobody new.
  const owners = useAgents().filter(({ suspendedAt }) => suspendedAt === null);
  const permissions = usePermissions();
  if (!permissions.has('CUSTOMERS_WRITE')) return null;
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsOpen(true)}>
        New customer
      </Button>
      <Dialog title="New customer" isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <CreateCustomerForm
          organization={organization}
          owners={owners}
          onCreated={(customerId) =>
            void navigate({ to: '/customers/$customerId', params: { customerId } })
          }
          onCancel={() => setIsOpen(false)}
        />
      </Dialog>
    </>
  );
}
