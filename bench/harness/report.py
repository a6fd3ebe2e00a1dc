"""What a case found, and how it is shown."""
import dataclasses
import math


@dataclasses.dataclass
class Figure:
    """One line of the report. `value` is what goal and floor are about: a ratio, or a quantity in `unit`."""
    case: str
    ours: str
    peer: str
    value: float
    unit: str = "×"
    goal: float = math.nan
    floor: float = math.nan
    more_is_better: bool = True
    details: dict = dataclasses.field(default_factory=dict)

    def verdict(self) -> str:
        if math.isnan(self.goal):
            return ""
        sign = 1 if self.more_is_better else -1
        if sign * self.value >= sign * self.goal:
            return "goal"
        return "floor" if sign * self.value >= sign * self.floor else "BELOW"


def shown(value: float, unit: str) -> str:
    if math.isnan(value):
        return ""
    number = f"{value:,.0f}".replace(",", " ") if value >= 100 else f"{value:.2f}" if value < 10 else f"{value:.1f}"
    return f"{number}{unit}" if unit == "×" else f"{number} {unit}"


def table(figures) -> str:
    rows = [("case", "ours", "peer", "figure", "goal", "floor", "reached")]
    for each in figures:
        rows.append((each.case, each.ours, each.peer, shown(each.value, each.unit),
                     shown(each.goal, each.unit), shown(each.floor, each.unit), each.verdict()))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join(lines)


def as_json(figures) -> list:
    return [{**{name: (None if isinstance(value, float) and math.isnan(value) else value)
                for name, value in dataclasses.asdict(each).items()}, "reached": each.verdict()}
            for each in figures]
