"""layers.py: checks that includes go downwards only. Prints each that does not; exit code 1 if there is one.
layers.py --page: prints docs/layers.md."""
import pathlib
import re
import sys

# Each module may include itself and those it names, and what they may include.
USES = {
    "base": [],
    "env": ["base"],
    "contract": ["base"],
    "model": ["base"],
    "store": ["env"],
    "cell": ["store", "contract", "model", "env"],
    "driver": ["cell"],
    "fault": ["cell"],
    "reach": ["cell"],
    "account": ["cell", "reach", "fault", "driver"],
    "region": ["cell", "reach", "fault", "driver"],
    "actions": ["region", "account"],
    "drill": ["actions"],
    "gateway": ["actions"],
    "server": ["gateway", "drill"],
    "cli": ["server"],
}
# Implementations behind a contract, linked by the composition root, by drills, which make clouds of
# their own, and by tests alone.
IMPLEMENTATIONS = re.compile(r"^(store/(memory|rocksdb|etcd|faulty)|driver/sim|env/(real|simulated))/")
MAY_LINK_IMPLEMENTATIONS = {"server", "cli", "drill"}


def reachable(module):
    found = {module}
    for used in USES[module]:
        found |= reachable(used)
    return found


def page():
    print("# Layers\n")
    print("The modules of `src/`, and what each may include: whatever it leads to, and itself. Printed by")
    print("`./dev pages` from the list that `./dev check` goes by (`scripts/layers.py`).\n")
    print("```mermaid\nflowchart TD")
    for module, used in USES.items():
        for below in used:
            print(f"  {module} --> {below}")
    print("```\n")
    print("Implementations behind a contract (`store/memory`, `store/rocksdb`, `store/faulty`, `driver/sim`,")
    print("`env/real`, `env/simulated`) are included by")
    print(", ".join(f"`{module}`" for module in sorted(MAY_LINK_IMPLEMENTATIONS)) + " and tests alone.")


def main():
    complaints = []
    for path in sorted(pathlib.Path("src").rglob("*")):
        if path.suffix not in (".h", ".cc"):
            continue
        module = path.parts[1]
        if module not in USES:
            complaints.append(f"{path}: src/{module} is not in the layout (scripts/layers.py)")
            continue
        allowed = reachable(module)
        is_test = path.stem.endswith("_test") or path.stem.endswith("_fixture")
        for number, line in enumerate(path.read_text().splitlines(), 1):
            match = re.match(r'#include "([^"]+)"', line)
            if not match:
                continue
            included = match.group(1)
            target = included.split("/")[0]
            if target in USES and target not in allowed:
                complaints.append(f"{path}:{number}: {module} may not include {included}")
            implementation = IMPLEMENTATIONS.match(included)
            inside = implementation and str(path).startswith("src/" + implementation.group(0))
            among_implementations = IMPLEMENTATIONS.match(str(path.relative_to("src")))
            if (implementation and not inside and not is_test and not among_implementations
                    and module not in MAY_LINK_IMPLEMENTATIONS):
                complaints.append(f"{path}:{number}: {included} is for the composition root and tests")
    for complaint in complaints:
        print("    " + complaint)
    return 1 if complaints else 0


sys.exit(page() if sys.argv[1:] == ["--page"] else main())
