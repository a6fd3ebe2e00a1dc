// What the verbs that make things fail, and heal them, print.
#pragma once

#include <boost/json.hpp>
#include <cstdio>

#include "cli/reply_text.h"

namespace terrane {

inline void show_fault_id(const boost::json::object& reply) {
  std::printf("%s\n", text_of(reply, "FaultId").c_str());
}

inline void show_healed(const boost::json::object& reply) {
  const boost::json::array& healed = reply.at("HealedFaultIds").as_array();
  if (healed.empty()) std::printf("nothing failed there\n");
  for (const boost::json::value& id : healed)
    std::printf("healed %s\n", std::string(id.as_string()).c_str());
}

}  // namespace terrane
