import { lazy } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import type { CorrectableInteraction } from './interaction-corrections.ts';

const CorrectInteractionForm = lazy(async () => ({
  default: (await import('./correct-interaction-form.tsx')).CorrectInteractionForm,
}));
const DeleteInteraction = lazy(async () => ({
  default: (await import('./delete-interaction.tsx')).DeleteInteraction,
}));

/** What is about to be done to an interaction. */
export interface InteractionTask {
  readonly kind: 'correct' | 'delete';
  readonly interaction: CorrectableInteraction;
}

interface InteractionDialogsProps {
  task: InteractionTask | null;
  onClose: () => void;
}

/** The dialogs in which an interaction is put right or taken out. */
export function InteractionDialogs({ task, onClose }: InteractionDialogsProps) {
  return (
    <>
      <Dialog title="Correct the entry" isOpen={task?.kind === 'correct'} onClose={onClose}>
        {task && <CorrectInteractionForm interaction={task.interaction} onDone={onClose} />}
      </Dialog>
      <Dialog title="Delete the entry?" isOpen={task?.kind === 'delete'} onClose={onClose}>
        {task && <DeleteInteraction interaction={task.interaction} onDone={onClose} />}
      </Dialog>
    </>
  );
}
