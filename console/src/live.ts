// What keeps the screen true. A region's events are waited for with a long poll of `DescribeEvents`;
// on each change, all that is shown of the region is loaded again. A tab that nobody sees asks nothing
// and holds no connection: browsers have few for a host, and all tabs share them.
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, call } from './api/call';
import { language } from './i18n';

// The whole cloud, where '' is what belongs to no region: accounts, keys, the regions' names.
export const everywhere = '*';

const waitMilliseconds = 20_000;
const mostAtOnce = 1000;
const settleMilliseconds = 300; // what happens at once is shown at once
const retryMilliseconds = 3_000;
const lookMilliseconds = 3_000;
const lingerMilliseconds = 1_000; // from one page of a region to the next

type Listener = () => void;
type Change = (signal: AbortSignal) => Promise<boolean>;

// Resolves once the region may have changed, or after a while; in the first place, once it is known
// from when on changes will be seen.
function eventsOf(region: string): Change {
  let cursor: string | undefined;
  return async (signal) => {
    const before = cursor;
    cursor = undefined;
    const reply = await call('terrane', 'DescribeEvents',
      before === undefined ? {} : { Cursor: before, WaitMilliseconds: waitMilliseconds, Limit: mostAtOnce }, region || undefined, { signal })
      .catch((error: unknown) => {
        if (signal.aborted) cursor = before;
        throw error;
      });
    cursor = reply.Cursor;
    return cursor !== before;
  };
}

// There are no events of the whole cloud: waiting for those of each region would take all connections
// that a browser has. So what it comes to is looked at; the regions whose events are waited for anyway
// tell of theirs at once.
function statusOfAll(): Change {
  let before: string | undefined;
  let isDue = true;
  return async (signal) => {
    if (!isDue) await pause(lookMilliseconds, signal);
    isDue = true; // at once, when it is seen again
    if (signal.aborted) return false;
    const status = await call('terrane', 'DescribeStatus', {}, undefined, { signal });
    isDue = false;
    const after = JSON.stringify({ ...status, RequestId: undefined });
    const isNew = after !== before;
    before = after;
    return isNew;
  };
}

class Channel {
  private readonly listeners = new Set<Listener>();
  private readonly change: Change;
  private abort?: AbortController;

  constructor(private readonly region: string) {
    this.change = region === everywhere ? statusOfAll() : eventsOf(region);
  }

  add(listener: Listener) {
    this.listeners.add(listener);
    this.update();
    return () => {
      this.listeners.delete(listener);
      setTimeout(() => this.update(), lingerMilliseconds);
    };
  }

  // Runs while somebody listens, and sees.
  update() {
    if (!this.listeners.size || document.visibilityState !== 'visible') {
      this.abort?.abort();
      this.abort = undefined;
    } else if (!this.abort) {
      void this.run((this.abort = new AbortController()).signal);
    }
  }

  private async run(signal: AbortSignal) {
    while (!signal.aborted) {
      try {
        if (!await this.change(signal)) continue;
        this.tell();
        await pause(settleMilliseconds, signal);
      } catch {
        if (signal.aborted) return;
        await pause(retryMilliseconds, signal);
        this.tell();
      }
    }
  }

  tell() {
    for (const listener of [...this.listeners]) listener();
    if (this.region !== everywhere) channels.get(everywhere)?.tell();
  }
}

function pause(milliseconds: number, signal: AbortSignal) {
  return new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

const channels = new Map<string, Channel>();
document.addEventListener('visibilitychange', () => channels.forEach((channel) => channel.update()));

// Calls `listener` whenever something may have changed in the region; returns what ends that.
export function watch(region: string, listener: Listener): () => void {
  let channel = channels.get(region);
  if (!channel) channels.set(region, (channel = new Channel(region)));
  return channel.add(listener);
}

// Something was changed from here: what is shown of the region is loaded again at once.
export function touch(region: string) {
  (channels.get(region) ?? channels.get(everywhere))?.tell();
}

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

// For what no event tells of: loads again every so many milliseconds, while they are given.
export function useEvery(milliseconds: number | undefined, reload: () => void) {
  const latest = useRef(reload);
  latest.current = reload;
  useEffect(() => {
    if (!milliseconds) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && latest.current(), milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
}

export const asApiError = (error: unknown) =>
  error instanceof ApiError ? error : new ApiError('NetworkError', error instanceof Error ? error.message : String(error));
