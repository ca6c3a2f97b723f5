import { Anchor, Button, createTheme, type CSSVariablesResolver } from '@mantine/core';

/** Shades with enough contrast for small text in both colour schemes, and one density for all controls. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  colors: {
    // Mantine's greys with a little blue, from text to canvas.
    dark: [
      '#e3e6eb',
      '#c3c9d2',
      '#a3abb8',
      '#7a828f',
      '#3a3f49',
      '#2d323b',
      '#1f232a',
      '#1a1d22',
      '#15171b',
      '#111317',
    ],
  },
  fontFamily:
    "Inter, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif",
  headings: { fontWeight: '600' },
  fontSizes: { xs: '0.75rem', sm: '0.8438rem', md: '0.9375rem' },
  components: {
    Anchor: Anchor.extend({ defaultProps: { underline: 'hover' } }),
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
  },
});

/** Darker dimmed text and placeholders than Mantine's, and the surfaces of the pages. */
export const cssVariables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1b1f27',
    '--mantine-color-dimmed': '#5a6270',
    '--mantine-color-placeholder': '#646c79',
    '--mantine-color-error': colors.red[9],
    '--rapport-canvas': '#f6f7f9',
    '--rapport-raised': '#ffffff',
    '--rapport-line': '#e3e6eb',
    '--rapport-hover': '#f1f3f7',
    '--rapport-fresh': '#e5ecff',
  },
  dark: {
    '--mantine-color-body': '#17191e',
    '--mantine-color-text': '#e3e6eb',
    '--mantine-color-dimmed': '#a3abb8',
    '--mantine-color-placeholder': '#9aa2af',
    '--mantine-color-error': colors.red[4],
    '--rapport-canvas': '#111317',
    '--rapport-raised': '#17191e',
    '--rapport-line': '#2a2e36',
    '--rapport-hover': '#1f2229',
    '--rapport-fresh': '#1e2a4d',
  },
});
