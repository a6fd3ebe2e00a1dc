// A drill on a terminal while it runs: drawn anew every second, over what was drawn before.
#pragma once

#include "cli/terminal.h"
#include "drill/outcome.h"

namespace terrane {

class LiveDrill {
 public:
  explicit LiveDrill(Terminal terminal) : terminal_(terminal) {}
  void draw(const drill::Outcome& so_far, Duration at);
  // Takes away what was drawn.
  void clear();

 private:
  Terminal terminal_;
  size_t lines_ = 0;
};

}  // namespace terrane
