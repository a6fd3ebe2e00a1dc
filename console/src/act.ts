// Something done by the user's hand: not twice at once, its refusal kept for showing, and what is shown
// of the region loaded again when it is done.
import { useState } from 'preact/hooks';
import type { ApiError } from './api/call';
import { asApiError, touch } from './live';

// Whether it was done. `where`: the region it is done in, where that is not one for all.
export type Do = (work: () => Promise<unknown>, where?: string) => Promise<boolean>;

export interface Act {
  busy: boolean;
  error?: ApiError;
  act: Do;
}

export function useAct(region = ''): Act {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  const act: Do = async (work, where = region) => {
    if (busy) return false;
    setBusy(true);
    setError(undefined);
    try {
      await work();
      touch(where);
      return true;
    } catch (caught) {
      setError(asApiError(caught));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, act };
}
