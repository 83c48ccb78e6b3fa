import { useCallback, useEffect, useState } from 'react';

const contrastSetting = 'tongban.contrast';
const compactSetting = 'tongban.compact';

/** High contrast and row height, kept on this computer. */
export function useLooks() {
  const [contrast, keepContrast] = useState(() => localStorage.getItem(contrastSetting) === 'on');
  const [compact, keepCompact] = useState(() => localStorage.getItem(compactSetting) === 'on');
  useEffect(() => applyLooks(), []);
  const setContrast = useCallback((on: boolean) => {
    localStorage.setItem(contrastSetting, on ? 'on' : 'off');
    keepContrast(on);
    applyLooks();
  }, []);
  const setCompact = useCallback((on: boolean) => {
    localStorage.setItem(compactSetting, on ? 'on' : 'off');
    keepCompact(on);
    applyLooks();
  }, []);
  return { contrast, setContrast, compact, setCompact };
}

/** Puts the kept looks on the page; called before the first drawing, so that nothing flashes. */
export function applyLooks(): void {
  const { documentElement: page } = document;
  page.toggleAttribute('data-compact', localStorage.getItem(compactSetting) === 'on');
  const chosen = localStorage.getItem(contrastSetting);
  const wanted = chosen === null ? matchMedia('(prefers-contrast: more)').matches : chosen === 'on';
  if (wanted) page.dataset['theme'] = 'contrast';
  else delete page.dataset['theme'];
}
