// What keeps the screen true: a region's events, waited for with a long poll of `DescribeEvents`. On
// each change all that is shown of the region is loaded again. Against a server that has no such
// action, what is shown is loaded every few seconds instead.
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, send, type Item } from './api/call';
import { language } from './i18n';

const waitMilliseconds = 20_000;
const pauseMilliseconds = 3_000;

type Listener = () => void;

class Channel {
  private readonly listeners = new Set<Listener>();
  private abort?: AbortController;

  constructor(private readonly region: string) {}

  add(listener: Listener) {
    this.listeners.add(listener);
    if (!this.abort) void this.run((this.abort = new AbortController()).signal);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size) return;
      this.abort?.abort();
      this.abort = undefined;
    };
  }

  private async run(signal: AbortSignal) {
    let cursor: unknown;
    let polling = false;
    while (!signal.aborted) {
      if (polling) {
        await pause(pauseMilliseconds, signal);
        if (!signal.aborted && document.visibilityState === 'visible') this.tell();
        continue;
      }
      try {
        const parameters = cursor === undefined ? {} : { Cursor: cursor, WaitMilliseconds: waitMilliseconds };
        const reply = await send('terrane', 'DescribeEvents', parameters, this.region || undefined, { signal });
        if (cursor !== undefined && changed(reply, cursor)) this.tell();
        cursor = reply['Cursor'] ?? cursor;
      } catch (error) {
        if (signal.aborted) return;
        const code = error instanceof ApiError ? error.code : '';
        polling = /^(InvalidAction|UnsupportedOperation|UnauthorizedOperation|AuthFailure)/.test(code);
        if (!polling) {
          this.tell();
          await pause(pauseMilliseconds, signal);
        }
      }
    }
  }

  tell() {
    for (const listener of [...this.listeners]) listener();
  }
}

const changed = (reply: Item, cursor: unknown) => JSON.stringify(reply['Cursor']) !== JSON.stringify(cursor);

function pause(milliseconds: number, signal: AbortSignal) {
  return new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

const channels = new Map<string, Channel>();

// Calls `listener` whenever something may have changed in the region ('' is the whole cloud); returns
// what ends that.
export function watch(region: string, listener: Listener): () => void {
  let channel = channels.get(region);
  if (!channel) channels.set(region, (channel = new Channel(region)));
  return channel.add(listener);
}

// Something was changed from here: what is shown of the region is loaded again at once.
export const touch = (region: string) => channels.get(region)?.tell();

export interface Loaded<T> {
  data?: T;
  error?: ApiError;
  loading: boolean;
  reload: () => void;
}

// What `load` gives, loaded again when a dependency, the language or the region changes. While
// something is loaded again, what was there stays.
export function useLive<T>(region: string, load: (signal: AbortSignal) => Promise<T>, dependencies: unknown[]): Loaded<T> {
  const [state, setState] = useState<Omit<Loaded<T>, 'reload'>>({ loading: true });
  const reload = useRef<() => void>(() => {});
  useEffect(() => {
    const abort = new AbortController();
    let busy = false;
    let again = false;
    const run = async () => {
      if (busy) return void (again = true);
      busy = true;
      do {
        again = false;
        try {
          const data = await load(abort.signal);
          if (!abort.signal.aborted) setState({ data, loading: false });
        } catch (error) {
          if (abort.signal.aborted) return;
          setState((old) => ({ data: old.data, error: asApiError(error), loading: false }));
        }
      } while (again && !abort.signal.aborted);
      busy = false;
    };
    reload.current = () => void run();
    setState({ loading: true });
    void run();
    const end = watch(region, () => void run());
    return () => (abort.abort(), end());
  }, [region, language.value, ...dependencies]);
  return { ...state, reload: () => reload.current() };
}

export const asApiError = (error: unknown) =>
  error instanceof ApiError ? error : new ApiError('NetworkError', error instanceof Error ? error.message : String(error));
