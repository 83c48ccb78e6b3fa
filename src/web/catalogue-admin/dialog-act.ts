import { useListAct } from '../api/list-keeping.ts';
import { useMessages } from '../components/messages.tsx';
import { mattersText } from './matters-text.zh-CN.ts';

type Call = Parameters<ReturnType<typeof useListAct>['mutate']>[0];

/** The act of a dialog of the lists: once it is done, it is said and the dialog closes. */
export function useDialogAct(onClose: () => void) {
  const { mutate, isPending, error } = useListAct();
  const { say } = useMessages();
  const carryOut = (call: Call): void =>
    mutate(call, {
      onSuccess: () => {
        say(mattersText.done, 'ok');
        onClose();
      },
    });
  return { carryOut, busy: isPending, error };
}
