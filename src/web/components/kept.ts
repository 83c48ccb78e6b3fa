import { type Dispatch, type SetStateAction, useCallback, useEffect, useState } from 'react';

const prefix = 'tongban.kept.';

/**
 * State that survives a reload: kept in this tab under a key, forgotten when the act was done or on signing out.
 * Nothing personal leaves the tab.
 */
export function useKept<Value>(
  key: string,
  initial: Value,
): [Value, Dispatch<SetStateAction<Value>>, () => void] {
  const [value, setValue] = useState<Value>(() => (read(key) as Value | undefined) ?? initial);
  useEffect(() => {
    sessionStorage.setItem(prefix + key, JSON.stringify(value));
  }, [key, value]);
  const forget = useCallback(() => {
    setValue(initial);
    sessionStorage.removeItem(prefix + key);
  }, [key, initial]);
  return [value, setValue, forget];
}

function read(key: string): unknown {
  const text = sessionStorage.getItem(prefix + key);
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
