import {
  cloneElement,
  type ReactElement,
  type ReactNode,
  type Ref,
  Suspense,
  useState,
} from 'react';

/** What the button of a menu takes besides what is its own. */
export interface MenuTargetProps {
  ref?: Ref<HTMLButtonElement>;
  onClick?: () => void;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
}

interface MenuOnDemandProps {
  /** The button. Until it is first pressed, it is all there is. */
  target: ReactElement<MenuTargetProps>;
  /** The menu around the button, an `OpenMenu`: a lazy component, so that its code comes when it is asked for. */
  children: (target: ReactElement<MenuTargetProps>) => ReactNode;
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
