import { cloneElement, type ReactElement, type ReactNode, Suspense, useState } from 'react';

interface TargetProps {
  onClick?: () => void;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
}

interface MenuOnDemandProps {
  /** The button. Until it is first pressed, it is all there is. */
  target: ReactElement<TargetProps>;
  /** The menu around the button, an `OpenMenu`: a lazy component, so that its code comes when it is asked for. */
  children: (target: ReactElement) => ReactNode;
}

/** A menu whose code is loaded when it is opened for the first time. */
export function MenuOnDemand({ target, children }: MenuOnDemandProps) {
  const [isAsked, setIsAsked] = useState(false);
  const alone = cloneElement(target, {
    onClick: () => setIsAsked(true),
    'aria-haspopup': 'menu',
    'aria-expanded': false,
  });
  return isAsked ? <Suspense fallback={alone}>{children(target)}</Suspense> : alone;
}
