"""Prints docs/mission.md: every requirement row with the tests that show it.

A test shows a row by naming it: `M-30` in its name, or in the comment right above it."""
import pathlib
import re

ROWS = {
    1: "The catalogue holds territory, region and zone exactly as published, in both languages.",
    2: "Guangzhou Zone I is sold out; operators sell zones out and restock them.",
    3: "Finance zones serve accounts with an approved ticket only.",
    4: "Operators add regions and zones to a running cloud.",
    5: "Regions are completely isolated from each other.",
    6: "A fault in one zone stays there.",
    7: "Zones of a region share a low-latency private network.",
    8: "Every action is scoped to one region.",
    9: "Which region is closest to given clients, and why.",
    10: "Same account, same region: zones reach each other by private IP.",
    11: "No private connectivity between regions by default.",
    12: "Across regions: public IP, or a VPC peering connection.",
    13: "Accounts are isolated from each other.",
    14: "A load balancer binds instances of its own region only.",
    15: "Service survives the loss of a zone behind a load balancer or a moved elastic IP.",
    16: "Hong Kong lacks certain products.",
    17: "Toronto lacks certain products.",
    18: "Shanghai Finance provides its products at a higher isolation level.",
    19: "What a region offers can be asked; what it lacks is refused; operators change it.",
    20: "Login through a jump server is advised in Hong Kong and Toronto.",
    21: "An instance starts only from an image present in its region.",
    22: "Any zone may be chosen at launch; a started instance stays in its zone.",
    23: "Migration to another zone, step by step.",
    24: "Postpaid and prepaid: expiry, isolation, reclaim, renewal.",
    25: "A user account is globally unique.",
    26: "An SSH key binds to any instance in any region of its account.",
    27: "An instance lives in one zone.",
    28: "A custom image lives in one region, and in others after a copy.",
    29: "An elastic IP associates within its region.",
    30: "A security group lives in one region; three appear by themselves.",
    31: "A disk lives in one region and mounts there.",
    32: "A snapshot lives in one region.",
    33: "A load balancer lives in one region, over its zones.",
    34: "A VPC lives in one region, over its zones.",
    35: "A subnet lives in one zone.",
    36: "A routing table follows its VPC.",
    37: "The cloud tells what the loss of a zone or region would take down.",
}

TEST = re.compile(
    r"^\s*(?:TEST(?:_F|_P)?\(\s*\w+,\s*(?P<cpp>\w+)\s*\)"
    r"|(?:async )?def (?P<python>test_\w+)"
    r"|(?:test|it)\(\s*[\"'`](?P<node>[^\"'`]+)"
    r"|func (?P<go>Test\w+)\()")
ROW = re.compile(r"\bM[-_](\d+)\b|(?<![A-Za-z0-9])M(\d+)(?![A-Za-z0-9])")


def tests_of(path):
    comment = []
    for line in path.read_text(errors="replace").splitlines():
        match = TEST.match(line)
        if match:
            name = next(group for group in match.groups() if group)
            yield name, " ".join(comment) + " " + line
            comment = []
        elif re.match(r"\s*(//|#|\"\"\"|@)", line):
            comment.append(line)
        elif line.strip():
            comment = []


def main():
    shown = {row: [] for row in ROWS}
    for root in ("src", "tests"):
        for path in sorted(pathlib.Path(root).rglob("*")):
            if path.suffix not in (".cc", ".py", ".js", ".mjs", ".ts", ".go") or not path.is_file():
                continue
            if not re.search(r"test", path.name):
                continue
            for name, text in tests_of(path):
                for match in ROW.finditer(text):
                    row = int(match.group(1) or match.group(2))
                    if row in shown and (name, path) not in shown[row]:
                        shown[row].append((name, path))
    print("# The mission, row by row\n")
    print("What the system must do, and the tests that show each row working. Printed by `./dev pages`")
    print("from the tests themselves: a test shows a row by naming it.\n")
    print("| row | requirement | shown by |")
    print("|---|---|---|")
    for row, words in ROWS.items():
        tests = shown[row]
        cell = "<br>".join(f"`{name}` ({path})" for name, path in tests[:6])
        if len(tests) > 6:
            cell += f"<br>and {len(tests) - 6} more"
        print(f"| M-{row} | {words} | {cell or 'not there yet'} |")


main()
