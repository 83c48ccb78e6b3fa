import { expect, test } from 'vitest';
import { highlight } from './highlight.ts';

const marked = (name: string, searched: string): string =>
  highlight(name, searched)
    .map(({ text, marked: isMarked }) => (isMarked ? `[${text}]` : text))
    .join('');

test.each([
  ['社会保障卡申领', '社保卡', '[社]会[保]障[卡]申领'],
  ['社会保障卡申领', '社会保障卡', '[社会保障卡]申领'],
  ['社会保障卡申领', 'sbk', '社会保障卡申领'],
  ['生育登记（一孩/二孩）', '生育 二孩', '[生育]登记（一[孩]/[二孩]）'],
  ['㐂𬭎证', '𬭎', '㐂[𬭎]证'],
  ['失业登记', '', '失业登记'],
])('%s searched by %s', (name, searched, expected) => {
  expect(marked(name, searched)).toBe(expected);
});
