// A lifecycle as it is drawn: the rows of its table as a Mermaid state diagram, for the
// documentation.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace terrane {

// `begun_by`: the action that leads to the first state. `end`: the state in which the record is
// gone, if there is one. Rows have `from`, `trigger` and `to`.
template <class State, class Rows, class NameOfState, class NameOfTrigger>
std::string state_diagram(State first, std::string_view begun_by, std::optional<State> end,
                          const Rows& rows, NameOfState name_of_state,
                          NameOfTrigger name_of_trigger) {
  std::string diagram = "stateDiagram-v2\n";
  auto arrow = [&](std::string_view from, std::string_view to, std::string_view trigger) {
    (((((diagram += "  ") += from) += " --> ") += to) += " : ") += trigger;
    diagram += '\n';
  };
  arrow("[*]", name_of_state(first), begun_by);
  for (const auto& row : rows)
    arrow(name_of_state(row.from), row.to == end ? "[*]" : name_of_state(row.to),
          name_of_trigger(row.trigger));
  return diagram;
}

}  // namespace terrane
