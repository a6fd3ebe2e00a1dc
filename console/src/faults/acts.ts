// What is done to the cloud with one click; that the server refused it is said on the page.
import { useState } from 'preact/hooks';
import { send, type ApiError, type Item } from '../api/call';
import { asApiError, touch } from '../live';

export type Act = (action: 'HealFaults' | 'ModifyZoneStock', parameters: Item, region?: string) => Promise<void>;

export function useActs(): { act: Act; refused?: ApiError } {
  const [refused, setRefused] = useState<ApiError>();
  const act: Act = async (action, parameters, region = '') => {
    setRefused(undefined);
    try {
      await send('terrane', action, parameters);
      touch(region);
    } catch (caught) {
      setRefused(asApiError(caught));
    }
  };
  return { act, refused };
}
