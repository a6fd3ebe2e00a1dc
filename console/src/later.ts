// A value once it has stopped changing: what is typed is asked about when the typing pauses.
import { useEffect, useState } from 'preact/hooks';

const pauseMilliseconds = 250;

export function useLater<T>(value: T): T {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [value]);
  return later;
}
