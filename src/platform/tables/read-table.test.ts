import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { Problem } from '../problem.ts';
import { largestTable, readTable } from './read-table.service.ts';
import { changesBetween, neutralised, plainCell, repeatedKeys, type TableColumn } from './table.ts';
import { csv, spreadsheet, template } from './write-table.service.ts';

const columns: readonly TableColumn<'number' | 'name' | 'note'>[] = [
  { key: 'number', title: '序号', hint: '从 1 开始', required: true },
  { key: 'name', title: '事项名称', hint: '照清单原文', required: true },
  { key: 'note', title: '备注', hint: '没有就不填' },
];
const records = [
  { number: '1', name: '社会保障卡申领', note: '' },
  { number: '2', name: '=HYPERLINK("http://x")', note: '-1' },
  { number: '3', name: '含,逗号"引号"\n换行', note: '@某人' },
];
/** Where an entry of a zip’s directory tells how large its file is unpacked. */
const sizeInEntry = 24;

const refusal = async (bytes: Buffer, most = 100): Promise<string> => {
  try {
    await readTable(bytes, columns, most);
  } catch (error) {
    if (error instanceof Problem) return error.details.detail ?? '';
    throw error;
  }
  return '';
};
const text = (content: string): Buffer => Buffer.from(content);

describe('a list given out and handed in again', () => {
  test.each([
    ['xlsx', () => spreadsheet('清单', columns, records)],
    ['CSV', async () => csv(columns, records)],
  ])('is the same as %s', async (_kind, write) => {
    const read = await readTable(await write(), columns, 100);
    expect(read.faults).toEqual([]);
    expect(read.records.map(({ record }) => record)).toEqual(records);
  });

  test('carries nothing that a spreadsheet program would compute', () => {
    const lines = csv(columns, records).toString('utf8');
    expect(lines).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(lines).toContain(`'-1`);
    expect(lines).toContain(`'@某人`);
    for (const start of ['=1', '+1', '-1', '@x', '\tx']) expect(plainCell(neutralised(start))).toBe(start);
  });

  test('has a template whose second sheet explains and is not read', async () => {
    const read = await readTable(await template('清单', columns), columns, 100);
    expect(read).toEqual({ records: [], faults: [] });
  });
});

describe('encodings of CSV', () => {
  const rows = '序号,事项名称,备注\r\n1,开具户籍证明,\r\n';
  // GB18030 bytes of the same text, as Excel in China writes them.
  const gb18030 = Buffer.from(
    'd0f2bac52ccac2cfeec3fbb3c62cb1b8d7a20d0a312cbfaabedfbba7bcaed6a4c3f72c0d0a',
    'hex',
  );
  test.each([
    ['UTF-8', text(rows)],
    ['UTF-8 with a mark', text(`\u{feff}${rows}`)],
    ['UTF-16 with a mark', Buffer.from(`\u{feff}${rows}`, 'utf16le')],
    ['GB18030', gb18030],
  ])('%s is read', async (_name, bytes) => {
    const read = await readTable(bytes, columns, 100);
    expect(read.records).toEqual([{ row: 2, record: { number: '1', name: '开具户籍证明', note: '' } }]);
  });

  test('another one is refused', async () => {
    expect(await refusal(Buffer.from([0x31, 0x2c, 0xff, 0xff, 0x0a]))).toContain('编码');
  });
});

describe('what is wrong is told row by row', () => {
  test('heads', async () => {
    const { records: none, faults } = await readTable(text('序号,名称,备注,备注\n1,a,b,c\n'), columns, 100);
    expect(none).toEqual([]);
    expect(faults.map(({ sentence }) => sentence)).toEqual([
      '缺少“事项名称”这一列。',
      '没有“名称”这一列，请照模板填写。',
      '“备注”这一列有两次。',
    ]);
  });

  test('rows: nothing is read while one is wrong, blank ones are left out', async () => {
    const { records: none, faults } = await readTable(
      text('序号,事项名称,备注\n1,甲,\n,,\n2,,x\n3,丙,y,多\n'),
      columns,
      100,
    );
    expect(none).toEqual([]);
    expect(faults).toEqual([
      { row: 4, column: '事项名称', sentence: '没有填“事项名称”。' },
      { row: 5, sentence: '这一行的格子比表头多。' },
    ]);
  });

  test('repeated keys name the row they repeat', async () => {
    const read = await readTable(text('序号,事项名称,备注\n1,甲,\n1,乙,\n'), columns, 100);
    expect(repeatedKeys(read.records, ({ number }) => number, '序号')).toEqual([
      { row: 3, sentence: '序号与第 2 行重复。' },
    ]);
  });

  test('what it changes of what stands', () => {
    const standing = [
      { number: '1', name: '甲', note: '' },
      { number: '2', name: '乙', note: '' },
    ];
    const read = [
      { number: '1', name: '甲', note: '' },
      { number: '3', name: '丙', note: '' },
    ];
    expect(changesBetween(standing, read, ({ number }) => number)).toEqual({
      added: [read[1]],
      changed: [],
      missing: [standing[1]],
      unchanged: 1,
    });
  });
});

describe('files that are refused as a whole', () => {
  const workbook = (sheet: string, sheets = '<sheet name="清单" sheetId="1" r:id="rId1"/>'): Buffer =>
    Buffer.from(
      zipSync({
        'xl/workbook.xml': text(`<workbook><sheets>${sheets}</sheets></workbook>`),
        'xl/worksheets/sheet1.xml': text(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`),
      }),
    );

  test.each([
    ['empty', () => Buffer.alloc(0), '文件是空的'],
    ['too large', () => Buffer.alloc(largestTable + 1, 0x31), '超过 10 MB'],
    ['old Excel', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), '旧版 Excel'],
    ['a broken workbook', () => Buffer.from('504b030400000000', 'hex'), '不是完整的 .xlsx'],
    ['another archive', () => Buffer.from(zipSync({ 'a.txt': text('x') })), '不是 .xlsx 工作簿'],
    ['formulas', () => workbook('<row><c r="B2" t="str"><f>A1</f><v>1</v></c></row>'), '公式（B2）'],
    [
      'merged cells',
      () => workbook('</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>'),
      '合并的格子（A1:B2）',
    ],
    [
      'hidden sheets',
      () => workbook('', '<sheet name="暗" sheetId="2" state="veryHidden" r:id="rId2"/>'),
      '隐藏的表“暗”',
    ],
    ['unpaired quotes', () => text('序号,事项名称,备注\n1,"甲,\n'), '引号没有成对'],
    ['a binary file', () => Buffer.from('a,b\0c'), '不能显示的字符'],
  ])('%s', async (_name, bytes, sentence) => {
    expect(await refusal(bytes())).toContain(sentence);
  });

  test('a packed bomb is refused by the size it declares, before it is unpacked', async () => {
    const bomb = Buffer.from(
      zipSync({ 'xl/workbook.xml': text('<workbook/>'), 'xl/big.xml': Buffer.alloc(1000) }),
    );
    const lastEntry = bomb.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
    bomb.writeUInt32LE(2 ** 31, lastEntry + sizeInEntry);
    const before = process.memoryUsage().rss;
    expect(await refusal(bomb)).toContain('解开后太大');
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  test('more rows than allowed, in either kind', async () => {
    const rows = Array.from({ length: 4 }, (_row, at) => ({ number: String(at), name: '甲', note: '' }));
    expect(await refusal(csv(columns, rows), 3)).toContain('一次最多 3 行');
    expect(await refusal(await spreadsheet('清单', columns, rows), 3)).toContain('一次最多 3 行');
  });
});

test('numbers and days of a workbook are read as they are shown', async () => {
  const bytes = await writeXlsxFile(
    [
      [{ value: '序号' }, { value: '事项名称' }, { value: '备注' }],
      [
        { value: 12, type: Number },
        { value: '甲' },
        { value: new Date('2021-07-01T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
      ],
    ],
    { sheet: '清单' },
  ).toBuffer();
  const { records: read } = await readTable(bytes, columns, 10);
  expect(read[0]?.record).toEqual({ number: '12', name: '甲', note: '2021-07-01' });
});
