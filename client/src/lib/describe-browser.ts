// The order matters: each browser also names those before it, for old pages' sake.
const browsers = [
  ['Firefox/', 'Firefox'],
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;

const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const;

/** Says in words which browser a user agent stands for: "Firefox on Windows". Other labels stay as they are. */
export function describeBrowser(label: string): string {
  if (!label.startsWith('Mozilla/')) return label;
  const browser = browsers.find(([sign]) => label.includes(sign))?.[1] ?? 'Browser';
  const system = systems.find(([sign]) => label.includes(sign))?.[1];
  return system ? `${browser} on ${system}` : browser;
}
