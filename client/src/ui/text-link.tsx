import { Anchor, type AnchorProps } from '@mantine/core';
import { createLink, type LinkComponent } from '@tanstack/react-router';
import type { AnchorHTMLAttributes } from 'react';

type LinkedAnchorProps = AnchorProps &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps>;

function LinkedAnchor(props: LinkedAnchorProps) {
  return <Anchor {...props} />;
}

const RoutedAnchor = createLink(LinkedAnchor);

/** A link to another page of ours; it loads the page's code when the pointer comes near. */
export const TextLink: LinkComponent<typeof LinkedAnchor> = (props) => <RoutedAnchor {...props} />;
