import { useCallback, useRef, useState } from 'react';
import type { CommandReceipt } from '../../cases/core/case-view.ts';
import { type CommandCall, useCommand } from '../api/cases.ts';

/**
 * Commands one after the other, so that keys may be pressed faster than the server answers. After a refusal the
 * commands still waiting are dropped: they were pressed in the belief that the one before was done.
 */
export function useCommandQueue(id: string) {
  const { mutateAsync } = useCommand(id);
  const tail = useRef<Promise<unknown>>(Promise.resolve());
  const generation = useRef(0);
  const [waiting, setWaiting] = useState(0);
  const [error, setError] = useState<unknown>();

  const send = useCallback(
    (call: CommandCall, onDone?: (receipt: CommandReceipt) => void) => {
      const mine = generation.current;
      setError(undefined);
      setWaiting((count) => count + 1);
      tail.current = tail.current.then(async () => {
        try {
          if (mine !== generation.current) return;
          const receipt = await mutateAsync(call);
          onDone?.(receipt);
        } catch (failure) {
          generation.current += 1;
          setError(failure);
        } finally {
          setWaiting((count) => count - 1);
        }
      });
    },
    [mutateAsync],
  );
  return { send, busy: waiting > 0, error, clearError: () => setError(undefined) };
}
