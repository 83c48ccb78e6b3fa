import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/frame.tsx';
import { Keys } from '../components/marks.tsx';
import { type Binding, useKeyboard } from '../keys/keyboard.tsx';
import { shellText as text } from './text.zh-CN.ts';

/** The keys of the screen behind the dialog. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { listBindings, singleKeysOn, setSingleKeysOn } = useKeyboard();
  const [bindings] = useState(() => withoutRepeats(listBindings()));
  return (
    <Dialog title={text.keysTitle} onClose={onClose}>
      {bindings.length === 0 ? (
        <p>{text.keysNone}</p>
      ) : (
        <table className="keys-table">
          <tbody>
            {bindings.map(({ key, name }) => (
              <tr key={key}>
                <td className="nowrap">
                  <Keys name={key} />
                </td>
                <td>{name}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="small">{text.keysEverywhere}</p>
      <div className="dialog-buttons">
        <Button onPress={() => setSingleKeysOn(!singleKeysOn)}>
          {singleKeysOn ? text.singleKeysOff : text.singleKeysOn}
        </Button>
        <Button keys="Esc" first onPress={onClose}>
          {text.close}
        </Button>
      </div>
    </Dialog>
  );
}

const withoutRepeats = (bindings: readonly Binding[]): Binding[] =>
  bindings.filter(
    (binding, i) =>
      !binding.off && bindings.findIndex((other) => other.key === binding.key && !other.off) === i,
  );
