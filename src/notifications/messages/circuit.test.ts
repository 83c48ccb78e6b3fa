import { expect, test } from 'vitest';
import { afterAnswer, isAskable, newCircuit } from './circuit.ts';

test('连着三次出错，一分钟里不问它；过了一分钟再试，答了就恢复，不答再等一分钟', () => {
  let circuit = newCircuit();
  for (const at of [0, 1, 2]) {
    expect(isAskable(circuit, at, 60_000)).toBe(true);
    circuit = afterAnswer(circuit, true, at);
  }
  expect(isAskable(circuit, 60_001, 60_000)).toBe(false);
  expect(isAskable(circuit, 60_002, 60_000)).toBe(true);
  const again = afterAnswer(circuit, true, 60_002);
  expect(isAskable(again, 60_003, 60_000)).toBe(false);
  expect(isAskable(afterAnswer(again, false, 130_000), 130_000, 60_000)).toBe(true);
});

test('两次出错、一次答复：不算断了', () => {
  const circuit = [true, true, false, true, true].reduce(
    (now, wrong) => afterAnswer(now, wrong, 5),
    newCircuit(),
  );
  expect(isAskable(circuit, 5, 60_000)).toBe(true);
});
