// A table of any number of rows, of which those in view exist: their pages are fetched when they are
// scrolled to, and again when what is shown may have changed.
import { Component, type ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../api/call';
import { language } from '../i18n';
import { asApiError, watch } from '../live';
import { Failure, Spinner } from './basics';

export interface Column<T> {
  title: string;
  cell: (row: T) => ComponentChildren;
  number?: boolean; // set to the right
}

export interface Rows<T> {
  items: T[];
  total: number;
}

interface Props<T> {
  label: string;
  region: string;
  columns: Column<T>[];
  fetch: (offset: number, limit: number, signal: AbortSignal) => Promise<Rows<T>>;
  of: unknown[]; // what `fetch` depends on
  empty: ComponentChildren;
  counted?: (total: number) => void;
}

const pageSize = 100;
// As styles.css has it: on a phone, a row's cells lie below one another.
const narrow = matchMedia('(max-width: 48rem)');
const rowHeightNow = () => (narrow.matches ? 112 : 36);
const overscan = 10;
const pagesKept = 10; // on each side of those in view
const settleMilliseconds = 60;

export function VirtualTable<T>({ label, region, columns, fetch, of, empty, counted }: Props<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const pages = useRef(new Map<number, T[]>());
  const [total, setTotal] = useState<number>();
  const [error, setError] = useState<ApiError>();
  const [first, setFirst] = useState(0);
  const [, redraw] = useState(0);
  const [rowHeight, setRowHeight] = useState(rowHeightNow);
  const load = useRef<(again: boolean) => void>(() => {});

  const viewRows = Math.ceil((scroller.current?.clientHeight ?? 800) / rowHeight);
  const from = Math.max(0, first - overscan);
  const to = Math.min(total ?? 0, first + viewRows + overscan);
  const shown = useRef({ from, to });
  shown.current = { from, to };

  useEffect(() => {
    const abort = new AbortController();
    const underWay = new Set<number>();
    pages.current = new Map();
    setTotal(undefined);
    const fetchPage = async (page: number) => {
      if (underWay.has(page)) return;
      underWay.add(page);
      try {
        const rows = await fetch(page * pageSize, pageSize, abort.signal);
        if (abort.signal.aborted) return;
        pages.current.set(page, rows.items);
        setTotal(rows.total);
        setError(undefined);
        counted?.(rows.total);
        redraw((count) => count + 1);
      } catch (caught) {
        if (!abort.signal.aborted) setError(asApiError(caught));
      } finally {
        underWay.delete(page);
      }
    };
    load.current = (again) => {
      const pageFrom = Math.floor(shown.current.from / pageSize);
      const pageTo = Math.max(pageFrom, Math.floor((shown.current.to - 1) / pageSize));
      const kept = again ? 0 : pagesKept;
      for (const page of pages.current.keys())
        if (page < pageFrom - kept || page > pageTo + kept) pages.current.delete(page);
      for (let page = pageFrom; page <= pageTo; ++page)
        if (again || !pages.current.has(page)) void fetchPage(page);
    };
    void fetchPage(0);
    const end = watch(region, () => load.current(true));
    return () => (abort.abort(), end());
  }, [region, language.value, ...of]);

  useEffect(() => {
    const changed = () => setRowHeight(rowHeightNow());
    narrow.addEventListener('change', changed);
    return () => narrow.removeEventListener('change', changed);
  }, []);

  // What is scrolled past is not asked for.
  useEffect(() => {
    const timer = setTimeout(() => load.current(false), settleMilliseconds);
    return () => clearTimeout(timer);
  }, [from, to]);

  if (error && total === undefined) return <Failure error={error} retry={() => load.current(true)} />;
  if (total === undefined) return <Spinner />;
  if (total === 0) return <>{empty}</>;
  const rows = Array.from({ length: to - from }, (_, index) => from + index);
  const scrolled = () => setFirst(Math.floor((scroller.current?.scrollTop ?? 0) / rowHeight));
  return (
    <>
      {error && <Failure error={error} />}
      <div class="scroller" ref={scroller} onScroll={scrolled} tabIndex={0} role="region" aria-label={label}>
        <table role="table" aria-rowcount={total + 1}>
          <caption class="hidden">{label}</caption>
          <thead role="rowgroup">
            <tr role="row" aria-rowindex={1}>{columns.map((column) => <th role="columnheader" scope="col" class={column.number ? 'number' : undefined}>{column.title}</th>)}</tr>
          </thead>
          <tbody role="rowgroup">
            <Space height={from * rowHeight} />
            {rows.map((index) => {
              const row = pages.current.get(Math.floor(index / pageSize))?.[index % pageSize];
              return <Line key={index} index={index} row={row} columns={columns} />;
            })}
            <Space height={(total - to) * rowHeight} />
          </tbody>
        </table>
      </div>
    </>
  );
}

interface LineProps<T> {
  index: number;
  row?: T;
  columns: Column<T>[];
}

// Drawn again when it has something else to show, not whenever the list is scrolled.
class Line<T> extends Component<LineProps<T>> {
  override shouldComponentUpdate(next: LineProps<T>) {
    return next.row !== this.props.row || next.columns !== this.props.columns || next.index !== this.props.index;
  }

  override render({ index, row, columns }: LineProps<T>) {
    return (
      <tr role="row" aria-rowindex={index + 2}>
        {columns.map((column) => <td role="cell" class={column.number ? 'number' : undefined} data-label={column.title}>{row === undefined ? '…' : column.cell(row)}</td>)}
      </tr>
    );
  }
}

function Space({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden="true" class="space" style={{ height: `${height}px` }} /> : null;
}
