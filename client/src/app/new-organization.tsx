import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { lazy, useState } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { usePermissions } from './use-permissions.ts';

const CreateOrganizationForm = lazy(async () => ({
  default: (await import('../features/organizations/create-organization-form.tsx'))
    .CreateOrganizationForm,
}));

/** A button for who may add organisations; the page of the new one opens afterwards. */
export function NewOrganization() {
  const [isOpen, setIsOpen] = useState(false);
  const navigate = useNavigate();
  const permissions = usePermissions();
  if (!permissions.has('ORGANIZATIONS_WRITE')) return null;
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsOpen(true)}>
        New organisation
      </Button>
      <Dialog title="New organisation" isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <CreateOrganizationForm
          onCreated={(organizationId) =>
            void navigate({ to: '/organizations/$organizationId', params: { organizationId } })
          }
          onCancel={() => setIsOpen(false)}
        />
      </Dialog>
    </>
  );
}
