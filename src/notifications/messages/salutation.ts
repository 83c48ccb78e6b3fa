import { residentCheckCharacter } from '../../identity/resident-number.ts';

const doubleSurnames = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 轩辕 令狐 宇文 长孙 慕容 司徒 司空 夏侯 呼延 端木 南宫 独孤 闻人 申屠 太史 公羊 濮阳 淳于'.split(
    ' ',
  ),
);

const middleDot = /[·•・‧∙･]/u;

/** The part of a name by which somebody is called: 罗, 欧阳; of a name with middle dots its first part. */
function surnameOf(name: string): string {
  const [first = '', ...others] = name.trim().split(middleDot);
  if (others.length > 0) return first;
  const characters = Array.from(first);
  const two = characters.slice(0, 2).join('');
  return characters.length > 2 && doubleSurnames.has(two) ? two : (characters[0] ?? '');
}

/** 先生 or 女士 as an 18-digit identity number tells it; both where none does. */
function title(identityNumber: string | undefined): string {
  if (identityNumber === undefined || !/^\d{17}[\dX]$/.test(identityNumber)) return '先生/女士';
  if (residentCheckCharacter(identityNumber) !== identityNumber.at(-1)) return '先生/女士';
  return Number(identityNumber.charAt(16)) % 2 === 1 ? '先生' : '女士';
}

/** How a message calls somebody: 罗女士, never the whole name. 您好 where there is no name. */
export function salutationOf(name: string, identityNumber?: string): string {
  const surname = surnameOf(name);
  // A name in letters or without any is not called by its beginning.
  if (!/\p{Script=Han}/u.test(surname)) return '您好';
  return `${surname}${title(identityNumber)}`;
}
