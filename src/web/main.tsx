import './tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/layout.css';
import './styles/form.css';
import './styles/shell.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { applyLooks } from './shell/looks.ts';

applyLooks();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
