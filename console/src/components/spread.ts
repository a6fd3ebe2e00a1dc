// Places boxes so that none lies over another, each as near to where it should be as that allows.
export interface Box {
  x: number; // the middle
  y: number;
  width: number;
  height: number;
  along?: [x: number, y: number][]; // where it is as good, the better the sooner
  only?: boolean; // there or nowhere
}

const gap = 4;
const step = 4; // from one try to the next
const directions = 32;

const isOver = (a: Box, b: Box) =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 + gap && Math.abs(a.y - b.y) < (a.height + b.height) / 2 + gap;

// One after the other, beside those that are `taken` and those before it. What there is no room for is
// left out.
export function spread<B extends Box>(boxes: B[], width: number, height: number, taken: Box[] = []): B[] {
  const placed: B[] = [];
  for (const box of boxes) {
    const within = (x: number, y: number): B => ({
      ...box, x: Math.min(Math.max(x, box.width / 2 + 2), width - box.width / 2 - 2), y: Math.min(Math.max(y, box.height / 2 + 2), height - box.height / 2 - 2),
    });
    for (const [x, y] of tries(box, Math.hypot(width, height))) {
      const at = within(x, y);
      if (taken.some((other) => isOver(at, other)) || placed.some((other) => isOver(at, other))) continue;
      placed.push(at);
      break;
    }
  }
  return placed;
}

// Then in growing circles.
function* tries({ x, y, along = [], only }: Box, farthest: number): Generator<[x: number, y: number]> {
  yield* along;
  if (only) return;
  for (let radius = 0; radius < farthest; radius += step) {
    for (let turn = 0; turn < (radius ? directions : 1); ++turn) {
      const angle = (turn / directions) * 2 * Math.PI;
      yield [x + radius * Math.sin(angle), y + radius * Math.cos(angle)];
    }
  }
}
