// Moves boxes apart until none lies over another, each as near to where it was as that allows.
export interface Box {
  x: number; // the middle
  y: number;
  width: number;
  height: number;
  fixed?: boolean; // stays
}

const gap = 5, rounds = 400;

export function spread<B extends Box>(boxes: B[], width: number, height: number): B[] {
  const moved = boxes.map((box) => ({ ...box }));
  for (let round = 0; round < rounds; ++round) {
    let over = false;
    moved.forEach((a, index) => moved.slice(index + 1).forEach((b) => {
      const across = (a.width + b.width) / 2 + gap - Math.abs(a.x - b.x);
      const down = (a.height + b.height) / 2 + gap - Math.abs(a.y - b.y);
      if (across <= 0 || down <= 0 || (a.fixed && b.fixed)) return;
      over = true;
      const axis = down <= across ? 'y' : 'x';
      const push = (Math.min(down, across) + 0.2) * (a[axis] <= b[axis] ? 1 : -1);
      if (!a.fixed) a[axis] -= b.fixed ? push : push / 2;
      if (!b.fixed) b[axis] += a.fixed ? push : push / 2;
    }));
    for (const box of moved) {
      box.x = Math.min(Math.max(box.x, box.width / 2 + 2), width - box.width / 2 - 2);
      box.y = Math.min(Math.max(box.y, box.height / 2 + 2), height - box.height / 2 - 2);
    }
    if (!over) break;
  }
  return moved;
}
