import { settings } from './config.ts';

const WIDTH = 98;

/** The text of `.env.example`: every setting with what it means, none of them set. */
export function envExample(): string {
  const blocks = Object.entries(settings.shape).map(([name, { description = '' }]) =>
    [...wrapped(description).map((line) => `# ${line}`), `# ${name}=`].join('\n'),
  );
  const head = [
    '# Copy to .env and set what you need; everything has a default.',
    '# Made by `pnpm generate` from server/src/platform/config.ts.',
  ];
  return `${[head.join('\n'), ...blocks].join('\n\n')}\n`;
}

function wrapped(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    const longer = last === '' ? word : `${last} ${word}`;
    if (longer.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
