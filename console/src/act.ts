// Something done by the user's hand: not twice at once, its refusal kept for showing, and what is shown
// of the region loaded again when it is done.
import { useState } from 'preact/hooks';
import type { ApiError } from './api/call';
import { asApiError, touch } from './live';

export interface Act {
  busy: boolean;
  error?: ApiError;
  // Whether it was done.
  act: (work: () => Promise<unknown>) => Promise<boolean>;
}

export function useAct(region: string): Act {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  const act = async (work: () => Promise<unknown>) => {
    if (busy) return false;
    setBusy(true);
    setError(undefined);
    try {
      await work();
      touch(region);
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
