import '../ui/mantine-base.css';
import '../ui/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createSessionKeeper } from '../graph/session-keeper.ts';
import { App } from './app.tsx';

const session = createSessionKeeper((...request) => fetch(...request));
void session.restore();

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
createRoot(root).render(
  <StrictMode>
    <App session={session} />
  </StrictMode>,
);
