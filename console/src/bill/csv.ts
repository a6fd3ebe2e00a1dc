// A bill as a file, made in the browser.
import { call } from '../api/call';
import type { terrane } from '../generated/services';

export const columns = ['Region', 'Product', 'ResourceId', 'UseAmount', 'PrepaidAmount', 'RefundAmount', 'Amount'] as const;

// All lines, however many pages they take; amounts as the API gives them.
export async function csvOf(request: terrane.DescribeBillRequest): Promise<string> {
  const lines: string[] = [columns.join(',')];
  for (let offset = 0, total = 1; offset < total;) {
    const reply = await call('terrane', 'DescribeBill', { ...request, Offset: offset, Limit: 100 });
    const items = reply.BillItemSet ?? [];
    for (const item of items) lines.push(columns.map((column) => quoted(item[column] ?? '')).join(','));
    offset += items.length;
    total = items.length ? reply.TotalCount ?? 0 : 0;
  }
  return `${lines.join('\r\n')}\r\n`;
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export function save(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
