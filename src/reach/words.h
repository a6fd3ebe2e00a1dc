// What explain() found, in words.
#pragma once

#include <string>

#include "base/language.h"
#include "reach/explain.h"

namespace terrane::reach {

// As the API names kinds of hops: "SECURITY_GROUP".
std::string_view name_of(Hop::Kind kind);
// "ACCEPT TCP 80,8000-9000 from 10.0.0.0/8"
std::string text_of(const Rule& rule, Direction direction, Language language);
// What happens there: "egress rule 0: ACCEPT ALL to 0.0.0.0/0"
std::string text_of(const Hop& hop, Language language);
// What decided, and what to do to have it otherwise: a sentence each.
std::string text_of(const Decision& decision, Language language);
std::string remedy_of(const Decision& decision, Language language);

}  // namespace terrane::reach
