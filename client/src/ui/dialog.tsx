import { lazy, type ReactNode, Suspense, useState } from 'react';

const DialogWindow = lazy(async () => ({
  default: (await import('./dialog-window.tsx')).DialogWindow,
}));

interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog over the page. Its code, and that of lazy content, is loaded when it is first opened. */
export function Dialog(props: DialogProps) {
  const [isAsked, setIsAsked] = useState(props.isOpen);
  if (props.isOpen && !isAsked) setIsAsked(true);
  if (!isAsked) return null;
  return (
    <Suspense fallback={null}>
      <DialogWindow {...props} />
    </Suspense>
  );
}
