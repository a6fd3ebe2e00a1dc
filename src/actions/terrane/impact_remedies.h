// Remedies as calls of the API that carry them out, and as commands.
#pragma once

#include <string>
#include <string_view>

#include "actions/call.h"
#include "region/impact/remedies.h"

namespace terrane {

struct RemedyCall {
  std::string_view service;
  std::string_view action;
  std::string parameters;  // JSON
  bool after = false;      // it helps once the fault is there, not before
  std::string reason;      // a sentence: what it is good for
};

RemedyCall call_for(const impact::Remedy& remedy, Language language);
// "terrane api cbs CreateSnapshot '{…}' --region ap-guangzhou"
std::string command_for(const RemedyCall& call, const Region& place);

}  // namespace terrane
