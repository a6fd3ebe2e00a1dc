#!/usr/bin/env python3
"""Turns the API contract (api/*.json) into C++ structs and field tables.

  generate.py service api/cvm.json OUT    writes OUT/cvm.h and OUT/cvm.cc
  generate.py index OUT api/*.json        writes OUT/services.cc, the list of all services
"""

import json
import pathlib
import re
import sys

SCALARS = {  # type in the contract: (C++ type of a member, C++ type of a list's elements, FieldType)
    "string": ("Text", "Text", "kString"),
    "int64": ("std::optional<int64_t>", "int64_t", "kInt64"),
    "uint64": ("std::optional<uint64_t>", "uint64_t", "kUint64"),
    "float": ("std::optional<double>", "double", "kFloat"),
    "bool": ("std::optional<bool>", "bool", "kBool"),
}
TYPE = re.compile(r"(?P<open>\[?)(?P<name>[A-Za-z_]\w*)(?P<close>\]?)(?P<required>!?)")
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
KEYWORDS = set(
    "and asm auto bool break case catch char class const constexpr continue default delete do double else enum "
    "explicit export extern false float for friend goto if inline int long mutable namespace new not operator or "
    "private protected public register return short signed sizeof static struct switch template this throw true "
    "try typedef typename union unsigned using virtual void volatile while xor Text".split())
MAX_FIELDS = 256  # kMaxFields in shape.h
KEY_PADDING = 32  # kKeyPadding in shape.h


class Field:
    def __init__(self, owner, name, spelling, objects):
        where = f"{owner}.{name}"
        parts = TYPE.fullmatch(spelling)
        if not parts or bool(parts["open"]) != bool(parts["close"]):
            raise ValueError(f"{where}: cannot read the type {spelling!r}")
        if not NAME.fullmatch(name):
            raise ValueError(f"{where}: not a name")
        self.name = name
        self.type = parts["name"]
        self.list = bool(parts["open"])
        self.required = bool(parts["required"])
        self.member = name + "_" if name in KEYWORDS else name
        if self.type not in SCALARS and self.type not in objects:
            raise ValueError(f"{where}: the object {self.type} is not declared")

    def absent(self):
        """What a member that is not there reads as."""
        return "[]" if self.list else '""' if self.type == "string" else "null"

    def declaration(self, service):
        member, element, _ = SCALARS.get(
            self.type, (f"const {service}::{self.type}*", f"{service}::{self.type}", ""))
        # Object types are written with their namespace: members are often named like their type.
        if self.list:
            return f"contract::List<{element}> {self.member};"
        return f"{member} {self.member}" + ("" if self.type in SCALARS else " = nullptr") + ";"


class Service:
    def __init__(self, path):
        contract = json.loads(path.read_text(encoding="utf-8"))
        self.source = f"api/{path.name}"
        self.name = contract["service"]
        self.version = contract["version"]
        self.actions = dict(sorted(contract["actions"].items()))
        self.objects = {
            name: [Field(name, member, spelling, contract["objects"])
                   for member, spelling in members.items()]
            for name, members in contract["objects"].items()}
        self.index = {name: position for position, name in enumerate(self.objects)}
        if path.stem != self.name:
            raise ValueError(f"{path}: declares the service {self.name!r}")
        for name, fields in self.objects.items():
            if not NAME.fullmatch(name) or name in KEYWORDS or name == "List":
                raise ValueError(f"{path}: {name} cannot name an object")
            if len(fields) > MAX_FIELDS:
                raise ValueError(f"{path}: {name} has more than {MAX_FIELDS} members")
        for name, action in self.actions.items():
            for side in ("request", "response"):
                if action[side] not in self.objects:
                    raise ValueError(f"{path}: {name}: the object {action[side]} is not declared")


def header(service):
    lines = [f"// Generated from {service.source}: the objects of {service.name} {service.version}.",
             "#pragma once", "", '#include "contract/shape.h"', "",
             f"namespace terrane::contract::{service.name} {{", ""]
    lines += [f"struct {name};" for name in service.objects]
    for name, fields in service.objects.items():
        lines += ["", f"struct {name} {{"]
        lines += [f"  {field.declaration(service.name)}" for field in fields]
        lines += ["};"]
    lines += ["", f"extern const Shape kShapes[{len(service.objects)}];", "",
              f"}}  // namespace terrane::contract::{service.name}", "",
              "namespace terrane::contract {", ""]
    for name, position in service.index.items():
        lines += [f"template <>",
                  f"inline const Shape& shape_of<{service.name}::{name}>() {{",
                  f"  return {service.name}::kShapes[{position}];", "}"]
    lines += ["", "}  // namespace terrane::contract", ""]
    return "\n".join(lines)


class Texts:
    """Of each object of a service, what it reads as with every member absent; all in one string."""

    def __init__(self, service):
        self.offset, self.literals, size = {}, [], 0
        for owner, fields in service.objects.items():
            self.offset[owner, None] = size
            for field in fields:
                self.offset[owner, field.name] = size
                text = f'"{field.name}":{field.absent()},'
                self.literals.append(f"    {json.dumps(text)}")
                size += len(text)
        self.literals.append(f'    "{" " * KEY_PADDING}"')


def field_table(service, name, texts):
    fields = service.objects[name]
    if not fields:
        return []
    lines = [f"constexpr Field kFieldsOf{name}[] = {{"]
    for field in fields:
        shape = "nullptr" if field.type in SCALARS else f"&kShapes[{service.index[field.type]}]"
        kind = SCALARS[field.type][2] if field.type in SCALARS else "kObject"
        lines.append(
            f"    {{kTexts + {texts.offset[name, field.name]}, {shape}, offsetof({name}, {field.member}), "
            f"{len(field.name) + 3}, FieldType::{kind}, {str(field.list).lower()}, "
            f"{str(field.required).lower()}}},")
    order = sorted(range(len(fields)), key=lambda position: fields[position].name)
    lines += ["};", f"constexpr uint16_t kOrderOf{name}[] = {{{', '.join(map(str, order))}}};"]
    return lines


def tables(service):
    texts = Texts(service)
    lines = [f"// Generated from {service.source}: the tables of {service.name} {service.version}.",
             "#include <cstddef>", "#include <type_traits>", "",
             f'#include "contract/{service.name}.h"', "",
             f"namespace terrane::contract::{service.name} {{", "namespace {", ""]
    lines += ["constexpr char kTexts[] ="] + texts.literals + ["    ;", ""]
    for name in service.objects:
        lines += field_table(service, name, texts)
    lines += ["", "}  // namespace", "", f"constinit const Shape kShapes[{len(service.objects)}] = {{"]
    for name, fields in service.objects.items():
        spans = f"kFieldsOf{name}, kOrderOf{name}" if fields else "{}, {}"
        size = sum(len(f'"{field.name}":{field.absent()},') for field in fields)
        text = f"{{kTexts + {texts.offset[name, None]}, {size}}}"
        lines.append(f'    {{"{name}", {spans}, {text}, sizeof({name}), alignof({name})}},')
    lines += ["};"]
    lines += [f"static_assert(std::is_trivially_copyable_v<{name}>);" for name in service.objects]
    lines += ["", "namespace {", ""]
    for name, action in service.actions.items():
        if action["errors"]:
            codes = ", ".join(json.dumps(code) for code in action["errors"])
            lines.append(f"constexpr Text kErrorsOf{name}[] = {{{codes}}};")
    lines += ["", "constexpr Action kActions[] = {"]
    for name, action in service.actions.items():
        errors = f"kErrorsOf{name}" if action["errors"] else "{}"
        request, response = (service.index[action[side]] for side in ("request", "response"))
        lines.append(f'    {{"{name}", &kShapes[{request}], &kShapes[{response}], {errors}}},')
    lines += ["};", "", "}  // namespace", "",
              f"extern const std::span<const Action> kAllActions;",
              f"constinit const std::span<const Action> kAllActions = kActions;", "",
              f"}}  // namespace terrane::contract::{service.name}", ""]
    return "\n".join(lines)


def index(services):
    homes = {}
    for service in services:
        for action in service.actions:
            other = homes.setdefault((service.version, action), service.name)
            if other != service.name:
                raise ValueError(f"{action} of {service.version} is in {other} and {service.name}")
    lines = ["// Generated from api/*.json: every service of the contract.", '#include "contract/shape.h"', "",
             "namespace terrane::contract {", ""]
    for service in services:
        lines.append(f"namespace {service.name} {{ extern const std::span<const Action> kAllActions; }}")
    lines += ["", "std::span<const Service> services() {", "  static const Service all[] = {"]
    for service in services:
        lines.append(f'      {{"{service.name}", "{service.version}", {service.name}::kAllActions}},')
    lines += ["  };", "  return all;", "}", "", "}  // namespace terrane::contract", ""]
    return "\n".join(lines)


def main(arguments):
    if len(arguments) == 3 and arguments[0] == "service":
        service, out = Service(pathlib.Path(arguments[1])), pathlib.Path(arguments[2])
        out.mkdir(parents=True, exist_ok=True)
        (out / f"{service.name}.h").write_text(header(service), encoding="utf-8")
        (out / f"{service.name}.cc").write_text(tables(service), encoding="utf-8")
    elif len(arguments) > 2 and arguments[0] == "index":
        out = pathlib.Path(arguments[1])
        out.mkdir(parents=True, exist_ok=True)
        services = sorted((Service(pathlib.Path(path)) for path in arguments[2:]), key=lambda s: s.name)
        (out / "services.cc").write_text(index(services), encoding="utf-8")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (ValueError, KeyError) as problem:
        sys.exit(f"generate.py: {problem}")
